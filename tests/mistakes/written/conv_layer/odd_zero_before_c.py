import math

import numpy as np


def _around(size, kernel, stride):
    zeros = max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)
    after = zeros // 2
    return zeros - after, after


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("images and kernels differ in their channels")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    if padding == "same":
        images = np.pad(images, ((0, 0), _around(h, kh, stride), _around(w, kw, stride), (0, 0)))
    out = np.zeros((n, oh, ow, f))
    for b in range(n):
        for k in range(f):
            full = np.sum([convolve(images[b, ..., d], kernels[..., d, k]) for d in range(c)], axis=0)
            out[b, ..., k] = full[::stride, ::stride] + biases[k]
    return out
