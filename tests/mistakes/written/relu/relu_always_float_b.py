import numpy as np


def relu(x):
    keep_positive = np.vectorize(lambda value: max(0.0, value), otypes=[float])
    return keep_positive(x)
