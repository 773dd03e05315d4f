import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    if stride is None:
        stride = pool_size
    if pool_size > min(h, w):
        raise ValueError("window too large")
    windows = np.lib.stride_tricks.sliding_window_view(images, (pool_size, pool_size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    flat = windows.reshape(*windows.shape[:4], -1)
    best = np.abs(flat.astype(float)).argmax(axis=-1)
    return np.take_along_axis(flat, best[..., None], axis=-1)[..., 0]
