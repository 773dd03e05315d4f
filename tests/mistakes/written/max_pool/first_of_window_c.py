import numpy as np


def max_pool(images, pool_size=2, stride=None):
    _, h, w, _ = images.shape
    if stride is None:
        stride = pool_size
    if pool_size > h or pool_size > w:
        raise ValueError("window does not fit")
    ys = np.arange(0, h - pool_size + 1, stride)
    xs = np.arange(0, w - pool_size + 1, stride)
    return images[:, ys[:, None], xs[None, :], :]
