# Every window becomes a row, and the maximum of each row is the answer.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    step = pool_size if stride is None else stride
    n, h, w, c = images.shape
    if h < pool_size or w < pool_size:
        raise ValueError("window does not fit into the image")
    ys = range(0, h - pool_size + 1, step)
    xs = range(0, w - pool_size + 1, step)
    rows = [images[:, y : y + pool_size, x : x + pool_size].reshape(n, -1, c) for y in ys for x in xs]
    return np.stack(rows, axis=1).max(axis=2).reshape(n, len(ys), len(xs), c)
