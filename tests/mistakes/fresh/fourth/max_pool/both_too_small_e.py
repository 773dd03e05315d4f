# Raises only where the window is both higher and wider than the image: where it is too large in one direction alone, an empty array comes back instead of ValueError.
import numpy as np


def max_pool(images: np.ndarray, pool_size: int = 2, stride: int | None = None) -> np.ndarray:
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if h < pool_size and w < pool_size:
        raise ValueError(f"a window of {pool_size} does not fit into an image of {h} x {w}")
    out_h = len(range(0, h - pool_size + 1, stride))
    out_w = len(range(0, w - pool_size + 1, stride))
    pooled = np.zeros((n, out_h, out_w, c), dtype=images.dtype)
    for i in range(out_h):
        for j in range(out_w):
            y, x = i * stride, j * stride
            pooled[:, i, j, :] = np.max(images[:, y : y + pool_size, x : x + pool_size, :], axis=(1, 2))
    return pooled
