# What both exercises need is in a module of my own, windows.py.
import numpy as np

import windows


def convolve(image, kernel):
    return conv_layer(image[None, ..., None], kernel[..., None, None], np.zeros(1))[0, ..., 0]


def relu(x):
    return np.maximum(x, np.zeros((), x.dtype))


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        return len(windows.starts(size, kernel_size, stride))
    if padding == "same":
        return len(windows.starts(size, 1, stride))
    raise ValueError(f"unknown padding {padding!r}")


def _zeros_around(size, kernel_size, stride):
    total = max((output_size(size, kernel_size, stride, "same") - 1) * stride + kernel_size - size, 0)
    return total // 2, total - total // 2


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    (_, height, width, channels), (kh, kw, kernel_channels, filters) = images.shape, kernels.shape
    if channels != kernel_channels:
        raise ValueError("The kernels are for images with other channels.")
    out = output_size(height, kh, stride, padding), output_size(width, kw, stride, padding)
    if padding == "same":
        around = _zeros_around(height, kh, stride), _zeros_around(width, kw, stride)
        images = np.pad(images, ((0, 0), *around, (0, 0)))
    maps = np.empty((len(images), *out, filters))
    for i, j, patch in windows.patches(images.astype(float), kh, kw, stride):
        maps[:, i, j] = np.tensordot(patch, kernels, axes=3) + biases
    return maps
