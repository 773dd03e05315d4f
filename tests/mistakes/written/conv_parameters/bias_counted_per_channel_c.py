import numpy as np


def conv_parameters(kernel_size, in_channels, filters):
    kernels = np.zeros((kernel_size, kernel_size, in_channels, filters))
    biases = np.zeros((in_channels, filters))
    return kernels.size + biases.size
