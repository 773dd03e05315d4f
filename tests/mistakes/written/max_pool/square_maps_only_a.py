import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    N, size, _, C = images.shape
    if pool_size > size:
        raise ValueError(f"a window of {pool_size} does not fit into {size} x {size}")
    out = (size - pool_size) // stride + 1
    pooled = np.zeros((N, out, out, C), dtype=images.dtype)
    for i in range(out):
        for j in range(out):
            window = images[:, i * stride:i * stride + pool_size, j * stride:j * stride + pool_size, :]
            pooled[:, i, j, :] = np.amax(window, axis=(1, 2))
    return pooled
