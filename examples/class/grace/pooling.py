"""Grace's pooling."""

import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    last_row = images.shape[1] - pool_size
    last_column = images.shape[2] - pool_size
    if last_row < 0 or last_column < 0:
        raise ValueError("too big a window")
    rows = []
    top = 0
    while top <= last_row:
        row = []
        left = 0
        while left <= last_column:
            row.append(np.max(images[:, top : top + pool_size, left : left + pool_size], axis=(1, 2)))
            left += stride
        rows.append(np.stack(row, axis=1))
        top += stride
    return np.stack(rows, axis=1)
