import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    height, width = images.shape[1:3]
    if pool_size > height or pool_size > width:
        raise ValueError(f"a window of {pool_size} does not fit into {height} x {width}")
    rows = []
    for top in range(0, height, stride):
        row = []
        for left in range(0, width, stride):
            row.append(images[:, top:top + pool_size, left:left + pool_size].max(axis=(1, 2)))
        rows.append(np.stack(row, axis=1))
    return np.stack(rows, axis=1)
