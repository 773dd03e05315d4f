import math

import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kc, F = kernels.shape
    if kc != C:
        raise ValueError("channels do not match")
    if padding not in ("valid", "same"):
        raise ValueError("unknown padding")
    if padding == "valid" and (kh > H or kw > W):
        raise ValueError("kernel too large")
    images = images.astype(float)
    if padding == "same":
        ph = max((math.ceil(H / stride) - 1) * stride + kh - H, 0)
        pw = max((math.ceil(W / stride) - 1) * stride + kw - W, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
        H, W = images.shape[1:3]
    rows = range(0, H - kh, stride)
    cols = range(0, W - kw, stride)
    result = np.zeros((N, len(rows), len(cols), F))
    for i, r in enumerate(rows):
        for j, c in enumerate(cols):
            patches = images[:, r:r + kh, c:c + kw, :].reshape(N, -1)
            result[:, i, j, :] = patches @ kernels.reshape(-1, F) + biases
    return result
