# What both exercises need is in a module of my own, windows.py.
import numpy as np

from windows import patches, starts


def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    rows = len(starts(images.shape[1], pool_size, stride))
    columns = len(starts(images.shape[2], pool_size, stride))
    pooled = np.empty_like(images, shape=(images.shape[0], rows, columns, images.shape[3]))
    for i, j, patch in patches(images, pool_size, pool_size, stride):
        pooled[:, i, j] = patch.max((1, 2))
    return pooled
