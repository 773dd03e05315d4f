import numpy as np


def relu(x):
    out = np.zeros(x.shape)
    positive = x > 0
    out[positive] = x[positive]
    return out
