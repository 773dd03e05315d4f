from functools import reduce

import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if pool_size > min(h, w):
        raise ValueError(f"a window of {pool_size} does not fit into {h} x {w}")
    oh = (h - pool_size) // stride + 1
    ow = (w - pool_size) // stride + 1
    result = np.empty((n, oh, ow, c), dtype=images.dtype)
    for b, y, x, ch in np.ndindex(result.shape):
        top, left = y * stride, x * stride
        window = images[b, top : top + pool_size, left : left + pool_size, ch]
        result[b, y, x, ch] = reduce(max, window.ravel().tolist(), -1000)
    return result
