import numpy as np


def max_pool(images, pool_size=2, stride=None):
    stride = pool_size if stride is None else stride
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("the window does not fit into the image")
    oh = (h - pool_size) // stride + 1
    ow = (w - pool_size) // stride + 1
    pooled = np.zeros((n, oh, ow, c), dtype=images.dtype)
    for i in range(pool_size):
        for j in range(pool_size):
            shifted = images[
                :, i : i + (oh - 1) * stride + 1 : stride, j : j + (ow - 1) * stride + 1 : stride
            ]
            pooled = np.maximum(pooled, shifted)
    return pooled
