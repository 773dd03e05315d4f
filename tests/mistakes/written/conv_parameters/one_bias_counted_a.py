def conv_parameters(kernel_size, in_channels, filters):
    return kernel_size * kernel_size * in_channels * filters + 1
