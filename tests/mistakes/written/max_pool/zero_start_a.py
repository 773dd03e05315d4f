import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    N, H, W, C = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError(f"a window of {pool_size} does not fit into an image of {H} x {W}")
    out_h = (H - pool_size) // stride + 1
    out_w = (W - pool_size) // stride + 1
    result = np.zeros((N, out_h, out_w, C), dtype=images.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(out_h):
                for j in range(out_w):
                    largest = 0
                    for y in range(i * stride, i * stride + pool_size):
                        for x in range(j * stride, j * stride + pool_size):
                            if images[n, y, x, c] > largest:
                                largest = images[n, y, x, c]
                    result[n, i, j, c] = largest
    return result
