import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("images and kernels must agree in their channels")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        x = np.pad(x, ((0, 0), (0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2)))
    tops = range(0, x.shape[1] - kh + 1, stride)
    lefts = range(0, x.shape[2] - kw + 1, stride)
    out = np.zeros((n, len(tops), len(lefts), f))
    for a, top in enumerate(tops):
        for b, left in enumerate(lefts):
            for d in range(c):
                patch = x[:, top : top + kh, left : left + kw, d]
                out[:, a, b] += np.tensordot(patch, kernels[:, :, d], 2)
    return out + biases
