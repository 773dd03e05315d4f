import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    if stride is None:
        stride = pool_size
    if pool_size > h or pool_size > w:
        raise ValueError("window does not fit")
    result = np.empty((n, (h - pool_size) // stride + 1, (w - pool_size) // stride + 1, c), images.dtype)
    for i in range(result.shape[1]):
        for j in range(result.shape[2]):
            for y in range(i * stride, i * stride + pool_size):
                for x in range(j * stride, j * stride + pool_size):
                    result[:, i, j] = images[:, y, x]
    return result
