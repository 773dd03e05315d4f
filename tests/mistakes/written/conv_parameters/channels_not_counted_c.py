def conv_parameters(kernel_size, in_channels, filters):
    one_filter = kernel_size**2 + 1
    return sum(one_filter for _ in range(filters))
