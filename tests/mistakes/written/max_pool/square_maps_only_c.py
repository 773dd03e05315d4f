import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, size, _, c = images.shape
    if pool_size > size:
        raise ValueError("window does not fit")
    step = stride if stride is not None else pool_size
    starts = range(0, size - pool_size + 1, step)
    pooled = np.empty((n, len(starts), len(starts), c), dtype=images.dtype)
    for b, image in enumerate(images):
        for i, y in enumerate(starts):
            for j, x in enumerate(starts):
                pooled[b, i, j] = image[y : y + pool_size, x : x + pool_size].max(axis=(0, 1))
    return pooled
