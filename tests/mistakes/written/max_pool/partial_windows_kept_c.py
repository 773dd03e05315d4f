import numpy as np


def _along(x, axis, size, stride):
    length = x.shape[axis]
    strips = [
        x.take(range(start, min(start + size, length)), axis=axis).max(axis=axis)
        for start in range(0, length, stride)
    ]
    return np.stack(strips, axis=axis)


def max_pool(images, pool_size=2, stride=None):
    if pool_size > images.shape[1] or pool_size > images.shape[2]:
        raise ValueError(f"no room for a window of {pool_size}")
    step = pool_size if stride is None else stride
    return _along(_along(images, 1, pool_size, step), 2, pool_size, step)
