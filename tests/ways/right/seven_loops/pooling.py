# Plain Python loops; the first value of a window is the largest so far.
import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    N, H, W, C = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError("window too big")
    H2 = (H - pool_size) // stride + 1
    W2 = (W - pool_size) // stride + 1
    result = np.zeros((N, H2, W2, C), dtype=images.dtype)
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                for c in range(C):
                    best = images[n, i * stride, j * stride, c]
                    for a in range(pool_size):
                        for b in range(pool_size):
                            value = images[n, i * stride + a, j * stride + b, c]
                            if value > best:
                                best = value
                    result[n, i, j, c] = best
    return result
