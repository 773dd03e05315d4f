import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("channels differ")
    if padding == "same":
        ph = max((-(-h // stride) - 1) * stride + kh - h, 0)
        pw = max((-(-w // stride) - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    elif padding != "valid":
        raise ValueError(f"unknown padding: {padding}")
    x = images.astype(float)
    tops = range(0, x.shape[1] - kh + 1, stride)
    lefts = range(0, x.shape[2] - kw + 1, stride)
    maps = np.zeros((n, len(tops), len(lefts), f))
    for i, top in enumerate(tops):
        for j, left in enumerate(lefts):
            patch = x[:, top : top + kh, left : left + kw]
            maps[:, i, j] = np.einsum("nabc,abcf->nf", patch, kernels) + biases
    return maps
