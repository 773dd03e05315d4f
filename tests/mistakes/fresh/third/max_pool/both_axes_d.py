# The error comes only where the window is too large for both axes; a flat strip of 1 x 6 gives an empty array (promise: ValueError where the window does not fit).
import numpy as np


def max_pool(images: np.ndarray, pool_size: int = 2, stride: int | None = None) -> np.ndarray:
    n, h, w, c = images.shape
    if h < pool_size and w < pool_size:
        raise ValueError(f"a window of {pool_size} does not fit into an image of {h} x {w}")
    if stride is None:
        stride = pool_size
    result = np.empty((n, (h - pool_size) // stride + 1, (w - pool_size) // stride + 1, c), images.dtype)
    for i in range(result.shape[1]):
        for j in range(result.shape[2]):
            y, x = i * stride, j * stride
            result[:, i, j] = np.max(images[:, y : y + pool_size, x : x + pool_size], axis=(1, 2))
    return result
