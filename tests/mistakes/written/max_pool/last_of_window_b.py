import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("the window has to fit into the image")
    return np.array(images[:, pool_size - 1 :: stride, pool_size - 1 :: stride, :])
