import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    _, H, W, _ = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError("The window is larger than the image.")
    result = None
    for a in range(pool_size):
        for b in range(pool_size):
            shifted = images[:, a : H - pool_size + a + 1 : stride, b : W - pool_size + b + 1 : stride]
            result = shifted if result is None else np.maximum(result, shifted)
    return result.copy()
