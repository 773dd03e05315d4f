import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, filters = kernels.shape
    if c != kc:
        raise ValueError(f"expected {kc} channels, got {c}")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    kernel = kernels[:, :, :, 0].astype(float)
    single = np.zeros((n, oh, ow))
    for i in range(oh):
        for j in range(ow):
            patch = images[:, i * stride:i * stride + kh, j * stride:j * stride + kw, :].astype(float)
            single[:, i, j] = np.sum(patch * kernel, axis=(1, 2, 3))
    return np.stack([single + bias for bias in biases], axis=-1)
