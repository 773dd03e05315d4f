import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("the window does not fit")
    rows = -(-(h - pool_size) // stride) + 1
    cols = -(-(w - pool_size) // stride) + 1
    full = np.zeros((n, (rows - 1) * stride + pool_size, (cols - 1) * stride + pool_size, c), images.dtype)
    full[:, :h, :w] = images
    result = np.empty((n, rows, cols, c), images.dtype)
    for i in range(rows):
        for j in range(cols):
            window = full[:, i * stride : i * stride + pool_size, j * stride : j * stride + pool_size]
            result[:, i, j] = window.max(axis=(1, 2))
    return result
