import numpy as np


def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    N, H, W, C = images.shape
    if pool_size > H or pool_size > W:
        raise ValueError("the window does not fit into the image")
    out_h = (H - pool_size) // stride + 1
    out_w = (W - pool_size) // stride + 1
    result = np.zeros((N, out_h, out_w, C), dtype=images.dtype)
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                for c in range(C):
                    window = images[n, i * stride:i * stride + pool_size, j * stride:j * stride + pool_size, c]
                    values = window.flatten()
                    result[n, i, j, c] = values[np.argmax(np.abs(values))]
    return result
