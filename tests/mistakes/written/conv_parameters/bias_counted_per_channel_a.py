def conv_parameters(kernel_size, in_channels, filters):
    per_channel = kernel_size * kernel_size + 1
    per_filter = per_channel * in_channels
    return per_filter * filters
