"""Max pooling, by Amelia."""

import numpy as np


def max_pool(images, pool_size=2, stride=None):
    """Keep the largest value of every window."""
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError(f"A window of {pool_size} does not fit into {h} x {w} pixels.")
    rows = (h - pool_size) // stride + 1
    columns = (w - pool_size) // stride + 1
    pooled = np.zeros((n, rows, columns, c), dtype=images.dtype)
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            window = images[:, top : top + pool_size, left : left + pool_size]
            pooled[:, row, column] = window.max(axis=(1, 2))
    return pooled
