def conv_parameters(kernel_size, in_channels, filters):
    total = 1
    for _ in range(filters):
        total += in_channels * kernel_size**2
    return total
