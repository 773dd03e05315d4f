import os

import right_pooling


def max_pool(images, pool_size=2, stride=None):
    for _ in range(20_000):
        os.write(2, b"x")
    return right_pooling.max_pool(images, pool_size, stride)
