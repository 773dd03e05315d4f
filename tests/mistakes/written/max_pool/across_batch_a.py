import numpy as np


def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    n, h, w, c = images.shape
    if pool_size > min(h, w):
        raise ValueError(f"{pool_size} x {pool_size} does not fit into {h} x {w}")
    oh, ow = (h - pool_size) // stride + 1, (w - pool_size) // stride + 1
    out = np.zeros((n, oh, ow, c), images.dtype)
    for i in range(oh):
        for j in range(ow):
            window = images[:, i * stride:i * stride + pool_size, j * stride:j * stride + pool_size, :]
            out[:, i, j, :] = window.max(axis=(0, 1, 2))
    return out
