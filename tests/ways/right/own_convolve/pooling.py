# Uses the own output_size of the other exercise to know how many windows there are.
import numpy as np

from convolution import output_size


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    h = output_size(images.shape[1], pool_size, stride)
    w = output_size(images.shape[2], pool_size, stride)
    pooled = np.empty((images.shape[0], h, w, images.shape[3]), images.dtype)
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            pooled[:, i, j, :] = images[:, top : top + pool_size, left : left + pool_size, :].max(axis=(1, 2))
    return pooled
