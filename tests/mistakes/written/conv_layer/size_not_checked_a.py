import math

import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    kh, kw, kC, F = kernels.shape
    N, H, W, C = images.shape
    if C != kC:
        raise ValueError(f"{C} channels in the images, {kC} in the kernels")
    x = images.astype(float)
    if padding == "same":
        ph = max((math.ceil(H / stride) - 1) * stride + kh - H, 0)
        pw = max((math.ceil(W / stride) - 1) * stride + kw - W, 0)
        x = np.pad(x, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    elif padding != "valid":
        raise ValueError(f"unknown padding: {padding}")
    rows = range(0, x.shape[1] - kh + 1, stride)
    cols = range(0, x.shape[2] - kw + 1, stride)
    maps = np.zeros((N, len(rows), len(cols), F))
    for i, top in enumerate(rows):
        for j, left in enumerate(cols):
            patch = x[:, top:top + kh, left:left + kw, :]
            maps[:, i, j, :] = np.tensordot(patch, kernels, axes=3) + biases
    return maps
