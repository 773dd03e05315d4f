import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def convolve(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel is larger than the image")
    windows = sliding_window_view(image.astype("float64"), kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))


def relu(x):
    return np.maximum(x, 0)


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError("padding should be valid or same")
    if padding == "same":
        return math.ceil(size / stride)
    if kernel_size > size:
        raise ValueError("the kernel is larger than the image")
    return (size - kernel_size) // stride + 1


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    (n, h, w, c), (kh, kw, kc, f) = images.shape, kernels.shape
    if c != kc:
        raise ValueError("images and kernels need the same number of channels")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, [(0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)])
    windows = sliding_window_view(images.astype("float64"), (kh, kw), axis=(1, 2))
    # windows: n, h, w, c, kh, kw
    return np.einsum("nhwcab,abcf->nhwf", windows[:, ::stride, ::stride], kernels) + biases
