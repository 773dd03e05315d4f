import numpy as np


def max_pool(images, pool_size=2, stride=None):
    step = stride or 1
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("a window of this size does not fit")
    across = np.max([images[:, :, j : w - pool_size + 1 + j] for j in range(pool_size)], axis=0)
    pooled = np.max([across[:, i : h - pool_size + 1 + i] for i in range(pool_size)], axis=0)
    return pooled[:, ::step, ::step]
