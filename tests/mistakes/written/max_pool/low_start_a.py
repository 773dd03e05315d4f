import numpy as np


def max_pool(images, pool_size=2, stride=None):
    stride = pool_size if stride is None else stride
    n, h, w, c = images.shape
    if min(h, w) < pool_size:
        raise ValueError("the window is larger than the image")
    rows = range(0, h - pool_size + 1, stride)
    cols = range(0, w - pool_size + 1, stride)
    pooled = np.empty((n, len(rows), len(cols), c), dtype=images.dtype)
    for a in range(n):
        for i, top in enumerate(rows):
            for j, left in enumerate(cols):
                for k in range(c):
                    biggest = -1000
                    for value in images[a, top:top + pool_size, left:left + pool_size, k].flat:
                        biggest = max(biggest, value)
                    pooled[a, i, j, k] = biggest
    return pooled
