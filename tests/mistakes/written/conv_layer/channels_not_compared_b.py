import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, _ = images.shape
    kh, kw, _, f = kernels.shape
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    out = np.zeros((n, oh, ow, f)) + biases
    image_channels = np.moveaxis(images, 3, 0)
    kernel_channels = np.moveaxis(kernels, 2, 0)
    for channel, kernel in zip(image_channels, kernel_channels):
        windows = np.lib.stride_tricks.sliding_window_view(channel, (kh, kw), axis=(1, 2))
        out += np.tensordot(windows[:, ::stride, ::stride], kernel.astype(float), axes=2)
    return out
