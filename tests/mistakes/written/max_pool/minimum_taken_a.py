import numpy as np


def max_pool(images, pool_size=2, stride=None):
    N, H, W, C = images.shape
    if stride is None:
        stride = pool_size
    if H < pool_size or W < pool_size:
        raise ValueError(f"a window of {pool_size} does not fit into an image of {H} x {W}")
    out_h, out_w = (H - pool_size) // stride + 1, (W - pool_size) // stride + 1
    out = images[:, :out_h * stride:stride, :out_w * stride:stride].copy()
    for dy in range(pool_size):
        for dx in range(pool_size):
            shifted = images[:, dy:dy + (out_h - 1) * stride + 1:stride, dx:dx + (out_w - 1) * stride + 1:stride]
            out = np.minimum(out, shifted)
    return out
