# Block by block: each axis is cut into its windows, and every window is reduced to its maximum.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    _, h, w, _ = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("block too large")

    def reduce_axis(x, axis):
        last = x.shape[axis] - pool_size
        blocks = []
        for start in range(0, last + 1, stride):
            block = x.take(np.arange(start, start + pool_size), axis)
            blocks.append(np.maximum.reduce(block, axis=axis, keepdims=True))
        return np.concatenate(blocks, axis=axis)

    return reduce_axis(reduce_axis(images, 1), 2)
