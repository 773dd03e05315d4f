import numpy as np


def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    if stride is None:
        stride = pool_size
    if pool_size > h or pool_size > w:
        raise ValueError("window does not fit")
    rows = (h - pool_size) // stride + 1
    cols = (w - pool_size) // stride + 1
    return np.array(
        [
            [
                images[:, i * stride : (i + 1) * stride, j * stride : (j + 1) * stride].max(axis=(1, 2))
                for j in range(cols)
            ]
            for i in range(rows)
        ]
    ).transpose(2, 0, 1, 3)
