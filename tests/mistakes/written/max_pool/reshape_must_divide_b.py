import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    if pool_size > min(h, w):
        raise ValueError("the window is larger than the image")
    if stride is None or stride == pool_size:
        return images.reshape(n, h // pool_size, pool_size, -1, pool_size, c).max(axis=(2, 4))
    rows = range(0, h - pool_size + 1, stride)
    cols = range(0, w - pool_size + 1, stride)
    lines = [
        np.stack([images[:, y : y + pool_size, x : x + pool_size].max(axis=(1, 2)) for x in cols], axis=1)
        for y in rows
    ]
    return np.stack(lines, axis=1)
