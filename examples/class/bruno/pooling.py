import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("the window is larger than the image")
    oh = (h - pool_size) // stride + 1
    ow = (w - pool_size) // stride + 1
    out = np.zeros((n, oh, ow, c), dtype=images.dtype)
    for i in range(oh):
        for j in range(ow):
            # start with the zeros and replace them by anything larger
            for a in range(pool_size):
                for b in range(pool_size):
                    value = images[:, i * stride + a, j * stride + b]
                    out[:, i, j] = np.where(value > out[:, i, j], value, out[:, i, j])
    return out
