import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, _ = images.shape
    kh, kw, channels, f = kernels.shape
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        x = np.pad(x, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    out = np.zeros((n, oh, ow, f))
    for c in range(channels):
        windows = np.lib.stride_tricks.sliding_window_view(x[..., c], (kh, kw), axis=(1, 2))
        out += np.tensordot(windows[:, ::stride, ::stride], kernels[:, :, c], axes=2)
    return out + biases
