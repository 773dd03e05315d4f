import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    tops = range(0, h - pool_size + 1, stride)
    lefts = range(0, w - pool_size + 1, stride)
    out = np.zeros((n, len(tops), len(lefts), c), images.dtype)
    for i, top in enumerate(tops):
        for j, left in enumerate(lefts):
            out[:, i, j] = images[:, top : top + pool_size, left : left + pool_size].max(axis=(1, 2))
    return out
