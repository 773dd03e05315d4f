import numpy as np


def max_pool(images, pool_size=2, stride=None):
    N, H, W, C = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError(f"a window of {pool_size} does not fit into an image of {H} x {W}")
    if stride is None or stride == pool_size:
        blocks = images.reshape(N, H // pool_size, pool_size, W // pool_size, pool_size, C)
        return blocks.max(axis=(2, 4))
    rows = range(0, H - pool_size + 1, stride)
    cols = range(0, W - pool_size + 1, stride)
    out = np.zeros((N, len(rows), len(cols), C), dtype=images.dtype)
    for i, y in enumerate(rows):
        for j, x in enumerate(cols):
            out[:, i, j] = images[:, y:y + pool_size, x:x + pool_size].max(axis=(1, 2))
    return out
