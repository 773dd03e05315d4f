# Slides only where windows overlap and else cuts the image into blocks: a stride larger than the window, which leaves gaps between windows, is treated as if it were pool_size.
import numpy as np


def max_pool(images: np.ndarray, pool_size: int = 2, stride: int | None = None) -> np.ndarray:
    n, height, width, channels = images.shape
    if pool_size > height or pool_size > width:
        raise ValueError("the window is larger than the image")
    if stride is not None and stride < pool_size:
        # overlapping windows: one by one
        rows = (height - pool_size) // stride + 1
        columns = (width - pool_size) // stride + 1
        result = np.empty((n, rows, columns, channels), dtype=images.dtype)
        for i in range(rows):
            for j in range(columns):
                window = images[:, i * stride : i * stride + pool_size, j * stride : j * stride + pool_size]
                result[:, i, j] = window.max(axis=(1, 2))
        return result
    # windows side by side: the fast way
    rows, columns = height // pool_size, width // pool_size
    blocks = images[:, : rows * pool_size, : columns * pool_size]
    blocks = blocks.reshape(n, rows, pool_size, columns, pool_size, channels)
    return blocks.max(axis=(2, 4))
