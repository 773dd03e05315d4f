# A class that is called; it starts below every float and goes back to the images' dtype at the end.
import numpy as np


class MaxPool:
    def __init__(self, pool_size, stride):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def out(self, size):
        if size < self.pool_size:
            raise ValueError(f"{self.pool_size} does not fit into {size}")
        return (size - self.pool_size) // self.stride + 1

    def __call__(self, images):
        n, h, w, c = images.shape
        pooled = np.full((n, self.out(h), self.out(w), c), -np.inf)
        for a in range(self.pool_size):
            for b in range(self.pool_size):
                for i in range(pooled.shape[1]):
                    for j in range(pooled.shape[2]):
                        seen = images[:, i * self.stride + a, j * self.stride + b]
                        pooled[:, i, j] = np.maximum(pooled[:, i, j], seen)
        return pooled.astype(images.dtype)


def max_pool(images, pool_size=2, stride=None):
    return MaxPool(pool_size, stride)(images)
