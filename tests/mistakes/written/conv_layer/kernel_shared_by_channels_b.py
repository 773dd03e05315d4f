import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError(f"expected {kc} channels, got {c}")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    summed = images.astype(float).sum(axis=3)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        summed = np.pad(summed, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2)))
    out = np.empty((n, oh, ow, f))
    for index, image in enumerate(summed):
        for k in range(f):
            out[index, :, :, k] = convolve(image, kernels[:, :, 0, k])[::stride, ::stride] + biases[k]
    return out
