import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    N, H, W, C = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError("window does not fit")
    out_h = (H - pool_size) // stride + 1
    out_w = (W - pool_size) // stride + 1
    output = np.zeros((N, out_h, out_w, C))
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                for c in range(C):
                    output[n, i, j, c] = np.max(
                        images[n, i * stride : i * stride + pool_size, j * stride : j * stride + pool_size, c]
                    )
    return output
