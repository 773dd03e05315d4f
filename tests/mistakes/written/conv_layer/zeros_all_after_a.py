import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("different number of channels")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        below = max((oh - 1) * stride + kh - h, 0)
        right = max((ow - 1) * stride + kw - w, 0)
        x = np.concatenate([x, np.zeros((n, below, w, c))], axis=1)
        x = np.concatenate([x, np.zeros((n, h + below, right, c))], axis=2)
    out = np.zeros((n, oh, ow, f))
    for i in range(kh):
        for j in range(kw):
            shifted = x[:, i:i + (oh - 1) * stride + 1:stride, j:j + (ow - 1) * stride + 1:stride, :]
            out += shifted @ kernels[i, j].astype(float)
    return out + biases
