import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("channel mismatch")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    grey = images.astype(float)[..., 0]
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        grey = np.pad(grey, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2)))
    patches = np.lib.stride_tricks.sliding_window_view(grey, (kh, kw), axis=(1, 2))[:, ::stride, ::stride]
    flat = patches.reshape(n, oh, ow, kh * kw)
    return flat @ kernels[:, :, 0].reshape(kh * kw, f).astype(float) + biases
