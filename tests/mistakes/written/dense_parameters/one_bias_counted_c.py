import numpy as np


def dense_parameters(inputs, units):
    shapes = [(inputs, units), (1,)]
    return int(sum(np.prod(shape) for shape in shapes))
