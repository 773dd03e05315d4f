import numpy as np


def max_pool(images, pool_size=2, stride=None):
    step = pool_size if stride is None else stride
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("the window does not fit")
    oh = (h - pool_size) // step + 1
    ow = (w - pool_size) // step + 1
    total = np.zeros((n, oh, ow, c))
    for i in range(pool_size):
        for j in range(pool_size):
            total += images[:, i::step, j::step][:, :oh, :ow]
    return (total / pool_size**2).astype(images.dtype)
