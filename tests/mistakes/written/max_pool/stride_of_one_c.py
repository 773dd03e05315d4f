import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("window does not fit")
    largest = images[:, : h - pool_size + 1, : w - pool_size + 1]
    for dy in range(pool_size):
        for dx in range(pool_size):
            largest = np.maximum(largest, images[:, dy : h - pool_size + 1 + dy, dx : w - pool_size + 1 + dx])
    return largest[:, ::stride, ::stride]
