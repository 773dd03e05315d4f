# Recursion: a window is the maximum of two smaller ones.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        return max_pool(images, pool_size, pool_size)
    if pool_size > images.shape[1] or pool_size > images.shape[2]:
        raise ValueError("window is larger than image")
    return _largest(images, pool_size)[:, ::stride, ::stride]


def _largest(images, size):
    if size == 1:
        return np.array(images)
    smaller = _largest(images, size - 1)
    pairs = np.maximum(smaller[:, :-1], smaller[:, 1:])
    return np.maximum(pairs[:, :, :-1], pairs[:, :, 1:])
