import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError(f"images have {c} channels, kernels {kc}")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    x = np.asarray(images, dtype=float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        x = np.pad(x, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    out = np.zeros((n, oh, ow, f)) + biases
    for i in range(kh):
        for j in range(kw):
            top, left = kh - 1 - i, kw - 1 - j
            shifted = x[:, top : top + (oh - 1) * stride + 1 : stride, left : left + (ow - 1) * stride + 1 : stride]
            out += shifted @ kernels[i, j]
    return out
