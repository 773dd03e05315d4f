import numpy as np


def _shrink(maps, axis, size, step):
    maps = np.moveaxis(maps, axis, 0)
    strips = [maps[start : start + size].max(axis=0) for start in range(0, len(maps), step)]
    return np.stack(strips, axis=axis)


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    if pool_size > images.shape[1] or pool_size > images.shape[2]:
        raise ValueError("the window does not fit into the image")
    rows = _shrink(images, 1, pool_size, stride)
    return _shrink(rows, 2, pool_size, stride)
