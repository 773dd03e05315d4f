def conv_parameters(kernel_size, in_channels, filters):
    one_kernel = kernel_size * kernel_size + 1
    return sum(one_kernel for _ in range(filters) for _ in range(in_channels))
