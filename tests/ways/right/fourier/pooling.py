# Sorting: the largest value of a window is the last one of its sorted list.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    step = stride or pool_size
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("window")
    rows, columns = 1 + (h - pool_size) // step, 1 + (w - pool_size) // step
    pooled = np.zeros((n, rows, columns, c)).astype(images.dtype)
    for k, i, j, m in np.ndindex(pooled.shape):
        window = images[k, i * step : i * step + pool_size, j * step : j * step + pool_size, m]
        pooled[k, i, j, m] = sorted(window.flatten())[-1]
    return pooled
