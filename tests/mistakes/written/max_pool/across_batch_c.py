import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    if stride is None:
        stride = pool_size
    if pool_size > h or pool_size > w:
        raise ValueError("window does not fit")
    rows = (h - pool_size) // stride + 1
    cols = (w - pool_size) // stride + 1
    out = np.empty((n, rows, cols, c), dtype=images.dtype)
    for k in range(c):
        for i in range(rows):
            for j in range(cols):
                y, x = i * stride, j * stride
                out[:, i, j, k] = np.max(images[:, y : y + pool_size, x : x + pool_size, k])
    return out
