import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("window does not fit into the image")
    oh = (h - pool_size) // stride + 1
    ow = (w - pool_size) // stride + 1
    result = np.zeros((n, oh, ow, c), dtype=images.dtype)
    for row in range(oh):
        for col in range(ow):
            y, x = row * stride, col * stride
            result[:, row, col] = np.amax(images[:, y : y + pool_size, x : x + pool_size], axis=(0, 1, 2))
    return result
