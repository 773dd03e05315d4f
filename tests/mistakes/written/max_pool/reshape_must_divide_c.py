import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("window does not fit")
    if stride is None or stride == pool_size:
        tiles = images.reshape(n, h // pool_size, pool_size, w // pool_size, pool_size, c)
        return tiles.swapaxes(2, 3).reshape(n, h // pool_size, w // pool_size, -1, c).max(axis=3)
    rows = (h - pool_size) // stride + 1
    cols = (w - pool_size) // stride + 1
    out = np.zeros((n, rows, cols, c), dtype=images.dtype)
    for i in range(rows):
        for j in range(cols):
            y, x = i * stride, j * stride
            out[:, i, j] = images[:, y : y + pool_size, x : x + pool_size].max(axis=(1, 2))
    return out
