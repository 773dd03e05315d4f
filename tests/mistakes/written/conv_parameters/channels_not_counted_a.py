def conv_parameters(kernel_size, in_channels, filters):
    weights = kernel_size * kernel_size
    return filters * (weights + 1)
