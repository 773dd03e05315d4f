def conv_parameters(kernel_size: int, in_channels: int, filters: int) -> int:
    weights = filters * kernel_size**2
    biases = filters
    return weights + biases
