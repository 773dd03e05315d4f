import numpy as np


def relu(x):
    positive = np.maximum(x, 0)
    negative = np.minimum(x, 0)
    return (positive + 0.01 * negative).astype(x.dtype)
