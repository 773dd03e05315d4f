import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("images and kernels need the same channels")
    images = images.astype(float)
    if padding == "same":
        ph = max(((h - 1) // stride) * stride + kh - h, 0)
        pw = max(((w - 1) // stride) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    elif padding != "valid":
        raise ValueError(f"no such padding: {padding}")
    tops = np.arange(0, images.shape[1] - kh + 1, stride)
    lefts = np.arange(0, images.shape[2] - kw + 1, stride)
    out = np.zeros((n, len(tops), len(lefts), f))
    for a in range(kh):
        for b in range(kw):
            out += images[:, tops + a][:, :, lefts + b] @ kernels[a, b].astype(float)
    return out + biases
