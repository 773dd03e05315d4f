from functools import reduce

import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    stride = stride or pool_size
    if pool_size > min(h, w):
        raise ValueError("window does not fit")
    rows = (h - pool_size) // stride + 1
    cols = (w - pool_size) // stride + 1
    pooled = np.empty((n, rows, cols, c), dtype=images.dtype)
    for index in np.ndindex(n, rows, cols, c):
        image, row, col, channel = index
        y, x = row * stride, col * stride
        values = images[image, y : y + pool_size, x : x + pool_size, channel].ravel()
        pooled[index] = reduce(max, values, -1000)
    return pooled
