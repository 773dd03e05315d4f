import numpy as np

from convolution import output_size


def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    h = output_size(images.shape[1], pool_size, stride)
    w = output_size(images.shape[2], pool_size, stride)
    rows = []
    for y in range(0, h * stride, stride):
        row = []
        for x in range(0, w * stride, stride):
            row.append(images[:, y : y + pool_size, x : x + pool_size].max(axis=(1, 2)))
        rows.append(np.stack(row, axis=1))
    return np.stack(rows, axis=1)
