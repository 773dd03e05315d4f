import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    rows, cols = h // pool_size, w // pool_size
    if rows == 0 or cols == 0:
        raise ValueError("window does not fit")
    cut = images[:, : rows * pool_size, : cols * pool_size]
    return cut.reshape(n, rows, pool_size, cols, pool_size, c).max(axis=(2, 4))
