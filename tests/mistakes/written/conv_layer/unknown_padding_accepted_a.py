import math

import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kC, F = kernels.shape
    if C != kC:
        raise ValueError("images and kernels have different numbers of channels")
    x = images.astype(float)
    if padding == "same":
        out_h, out_w = math.ceil(H / stride), math.ceil(W / stride)
        ph = max((out_h - 1) * stride + kh - H, 0)
        pw = max((out_w - 1) * stride + kw - W, 0)
        x = np.pad(x, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    else:
        if kh > H or kw > W:
            raise ValueError(f"kernel {kh} x {kw} larger than image {H} x {W}")
        out_h, out_w = (H - kh) // stride + 1, (W - kw) // stride + 1
    flat = kernels.reshape(kh * kw * C, F)
    out = np.zeros((N, out_h, out_w, F))
    for i in range(out_h):
        top = i * stride
        for j in range(out_w):
            left = j * stride
            out[:, i, j] = x[:, top:top + kh, left:left + kw].reshape(N, -1) @ flat
    return out + biases
