import numpy as np


def max_pool(images, pool_size=2, stride=None):
    step = pool_size if stride is None else stride
    N, H, W, C = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError("pool_size is larger than the image")
    out_h = (H - pool_size) // step + 1
    out_w = (W - pool_size) // step + 1
    out = np.empty((N, out_h, out_w, C), dtype=images.dtype)
    for i in range(out_h):
        for j in range(out_w):
            out[:, i, j, :] = images[:, i * step + pool_size - 1, j * step + pool_size - 1, :]
    return out
