import numpy as np


def conv_parameters(kernel_size, in_channels, filters):
    weights = np.empty((kernel_size, in_channels, filters))
    return weights.size + filters
