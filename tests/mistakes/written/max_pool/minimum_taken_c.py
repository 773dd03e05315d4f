import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    stride = pool_size if stride is None else stride
    if pool_size > h or pool_size > w:
        raise ValueError("the window does not fit into the image")
    tops = np.arange(0, h - pool_size + 1, stride)
    lefts = np.arange(0, w - pool_size + 1, stride)
    out = np.empty((n, len(tops), len(lefts), c), dtype=images.dtype)
    for i, top in enumerate(tops):
        for j, left in enumerate(lefts):
            window = images[:, top : top + pool_size, left : left + pool_size].reshape(n, -1, c)
            out[:, i, j] = np.sort(window, axis=1)[:, 0]
    return out
