import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    if stride is None:
        stride = pool_size
    if h < pool_size or w < pool_size:
        raise ValueError("image smaller than the window")
    rows = (h - pool_size) // stride + 1
    cols = (w - pool_size) // stride + 1
    total = np.zeros((n, rows, cols, c))
    for dy in range(pool_size):
        for dx in range(pool_size):
            total += images[:, dy::stride, dx::stride][:, :rows, :cols]
    return (total / pool_size**2).astype(images.dtype)
