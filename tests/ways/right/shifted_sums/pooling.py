# Turned inside out: a running maximum over shifted pictures, one for each place in the window.
from functools import reduce

import numpy as np


def max_pool(images, pool_size=2, stride=None):
    stride = stride if stride is not None else pool_size
    _, height, width, _ = images.shape
    if pool_size > height or pool_size > width:
        raise ValueError(f"window {pool_size} is larger than {height} x {width}")
    last_row = height - pool_size
    last_column = width - pool_size
    shifted = [
        images[:, a : a + last_row + 1 : stride, b : b + last_column + 1 : stride]
        for a in range(pool_size)
        for b in range(pool_size)
    ]
    return reduce(np.maximum, shifted).copy()
