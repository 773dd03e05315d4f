# The maximum of a window is the maximum of its rows' maxima: first across, then down.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    if pool_size > images.shape[1] or pool_size > images.shape[2]:
        raise ValueError("the window is larger than the image")
    across = _along(images, 2, pool_size, stride)
    return _along(across, 1, pool_size, stride)


def _along(images, axis, pool_size, stride):
    starts = np.arange(0, images.shape[axis] - pool_size + 1, stride)
    pieces = [np.take(images, range(s, s + pool_size), axis=axis).max(axis=axis) for s in starts]
    return np.stack(pieces, axis=axis)
