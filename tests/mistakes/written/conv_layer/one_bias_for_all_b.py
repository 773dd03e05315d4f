import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("channels do not fit")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    bias = float(biases[0])
    weights = kernels.astype(float).reshape(kh * kw * c, f)
    weights = np.vstack([weights, np.full(f, bias)])
    out = np.zeros((n, oh, ow, f))
    for i in range(oh):
        for j in range(ow):
            patch = images[:, i * stride : i * stride + kh, j * stride : j * stride + kw].reshape(n, -1)
            out[:, i, j] = np.hstack([patch, np.ones((n, 1))]) @ weights
    return out
