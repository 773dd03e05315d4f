# Where is the largest? argmax over the flattened window, then take that value.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    stride = pool_size if stride is None else stride
    n, h, w, c = images.shape
    if max(0, pool_size - h, pool_size - w):
        raise ValueError("too large a window")
    y = np.arange(0, h - pool_size + 1, stride)[:, None, None, None] + np.arange(pool_size)[:, None]
    x = np.arange(0, w - pool_size + 1, stride)[:, None, None] + np.arange(pool_size)
    windows = images[:, y, x]
    flat = windows.reshape(*windows.shape[:3], pool_size * pool_size, c)
    where = flat.argmax(axis=3)
    return np.take_along_axis(flat, where[..., None, :], axis=3)[..., 0, :]
