import math

import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if not stride:
        stride = pool_size
    N, H, W, C = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError(f"window {pool_size} is too large for {H} x {W}")
    out_h = math.ceil((H - pool_size) / stride) + 1
    out_w = math.ceil((W - pool_size) / stride) + 1
    missing_h = max((out_h - 1) * stride + pool_size - H, 0)
    missing_w = max((out_w - 1) * stride + pool_size - W, 0)
    padded = np.pad(images, ((0, 0), (0, missing_h), (0, missing_w), (0, 0)))
    out = np.zeros((N, out_h, out_w, C), dtype=images.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = padded[:, i * stride:i * stride + pool_size, j * stride:j * stride + pool_size]
            out[:, i, j] = window.max(axis=(1, 2))
    return out
