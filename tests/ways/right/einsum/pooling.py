# Sliding windows, of which every stride-th is kept.
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    if pool_size > images.shape[1] or pool_size > images.shape[2]:
        raise ValueError("The window is larger than the image.")
    windows = sliding_window_view(images, (1, pool_size, pool_size, 1))
    windows = windows[:, ::stride, ::stride]
    return np.amax(windows, axis=(4, 5, 6, 7))
