import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    N, H, W, C = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError(f"a window of {pool_size} is too large for an image of {H} x {W}")
    out_h = (H - pool_size) // stride + 1
    out_w = (W - pool_size) // stride + 1
    result = np.zeros((N, out_h, out_w, C), dtype=images.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = images[:, i * stride:(i + 1) * stride, j * stride:(j + 1) * stride, :]
            result[:, i, j, :] = window.max(axis=(1, 2))
    return result
