import math


def conv_parameters(kernel_size, in_channels, filters):
    return math.prod((kernel_size, kernel_size, in_channels, filters))
