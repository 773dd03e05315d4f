import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if kc != c:
        raise ValueError("channels do not match")
    rows = output_size(h, kh, stride, padding)
    cols = output_size(w, kw, stride, padding)
    source = images.astype(float)
    if padding == "same":
        extra_h = max((rows - 1) * stride + kh - h, 0)
        extra_w = max((cols - 1) * stride + kw - w, 0)
        source = np.zeros((n, h + extra_h, w + extra_w, c))
        source[:, extra_h // 2 : extra_h // 2 + h, extra_w // 2 : extra_w // 2 + w] = images
    weights = kernels.astype(float).reshape(-1, f)
    maps = np.empty((n, cols, rows, f))
    for x in range(cols):
        for y in range(rows):
            patch = source[:, y * stride : y * stride + kh, x * stride : x * stride + kw, :]
            maps[:, x, y] = patch.reshape(n, -1) @ weights + biases
    return maps
