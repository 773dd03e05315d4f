import numpy as np


def dense_parameters(inputs, units):
    return int(np.multiply(inputs, units))
