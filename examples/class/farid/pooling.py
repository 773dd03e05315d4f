import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None
        stride = pool_size
    N, H, W, C = images.shape
    if pool_size > min(H, W):
        raise ValueError("The window is larger than the image.")
    result = np.zeros((N, (H - pool_size) // stride + 1, (W - pool_size) // stride + 1, C), images.dtype)
    for i in range(result.shape[1]):
        for j in range(result.shape[2]):
            window = images[:, i * stride : i * stride + pool_size, j * stride : j * stride + pool_size]
            result[:, i, j] = window.max(axis=(1, 2))
    return result
