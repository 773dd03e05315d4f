import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    N, H, W, C = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError(f"a window of {pool_size} does not fit into an image of {H} x {W}")
    H2 = (H - pool_size) // stride + 1
    W2 = (W - pool_size) // stride + 1
    pooled = np.zeros((N, H2, W2, C), dtype=images.dtype)
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                y, x = i * stride, j * stride
                pooled[n, i, j] = np.max(images[n, y:y + pool_size, x:x + pool_size])
    return pooled
