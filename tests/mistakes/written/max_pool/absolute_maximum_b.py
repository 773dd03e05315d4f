import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    _, h, w, _ = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError(f"window {pool_size} is too large for {h} x {w}")
    windows = np.lib.stride_tricks.sliding_window_view(images, (pool_size, pool_size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    highest = windows.max(axis=(4, 5))
    lowest = windows.min(axis=(4, 5))
    further_up = np.abs(highest.astype(float)) >= np.abs(lowest.astype(float))
    return np.where(further_up, highest, lowest)
