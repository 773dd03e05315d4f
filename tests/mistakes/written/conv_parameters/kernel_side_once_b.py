def conv_parameters(kernel_size, in_channels, filters):
    total = 0
    for _ in range(filters):
        total += kernel_size * in_channels
        total += 1
    return total
