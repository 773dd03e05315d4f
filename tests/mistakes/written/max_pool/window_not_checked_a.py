import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    N, H, W, C = images.shape
    starts_y = list(range(0, H - pool_size + 1, stride))
    starts_x = list(range(0, W - pool_size + 1, stride))
    result = np.zeros((N, len(starts_y), len(starts_x), C), dtype=images.dtype)
    for i, y in enumerate(starts_y):
        for j, x in enumerate(starts_x):
            result[:, i, j, :] = images[:, y:y + pool_size, x:x + pool_size, :].max(axis=1).max(axis=1)
    return result
