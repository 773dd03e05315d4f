import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    height, width = images.shape[1:3]
    if pool_size > height or pool_size > width:
        raise ValueError("pool_size is larger than the image")
    rows = np.arange(0, height - pool_size + 1, stride)
    columns = np.arange(0, width - pool_size + 1, stride)
    return images.take(rows, axis=1).take(columns, axis=2)
