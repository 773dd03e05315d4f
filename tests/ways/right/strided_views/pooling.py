# Views made by hand with as_strided, and one maximum over both window axes.
import numpy as np
from numpy.lib.stride_tricks import as_strided


def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    n, h, w, c = images.shape
    if min(h, w) < pool_size:
        raise ValueError("the window does not fit")
    sn, sh, sw, sc = images.strides
    windows = as_strided(
        images,
        shape=(n, (h - pool_size) // stride + 1, (w - pool_size) // stride + 1, c, pool_size, pool_size),
        strides=(sn, sh * stride, sw * stride, sc, sh, sw),
        writeable=False,
    )
    return windows.max(axis=(4, 5))
