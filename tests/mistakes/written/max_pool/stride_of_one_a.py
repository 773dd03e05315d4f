import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = 1
    if pool_size > images.shape[1] or pool_size > images.shape[2]:
        raise ValueError("The window does not fit into the image.")
    windows = sliding_window_view(images, (pool_size, pool_size), axis=(1, 2))
    return np.max(windows[:, ::stride, ::stride], axis=(4, 5))
