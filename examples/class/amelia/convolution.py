"""Convolution, by Amelia."""

import numpy as np


def convolve(image, kernel):
    """Slide one kernel over one grey image."""
    kh, kw = kernel.shape
    rows = image.shape[0] - kh + 1
    columns = image.shape[1] - kw + 1
    if rows < 1 or columns < 1:
        raise ValueError(f"A {kh} x {kw} kernel is too big for an image of shape {image.shape}.")
    result = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            patch = image[row : row + kh, column : column + kw].astype(float)
            result[row, column] = np.sum(patch * kernel)
    return result


def relu(x):
    """Keep what is positive, everything else is 0."""
    return np.where(x > 0, x, 0).astype(x.dtype)


def output_size(size, kernel_size, stride=1, padding="valid"):
    """How high or wide the result is."""
    if padding == "same":
        return (size + stride - 1) // stride
    if padding == "valid":
        if kernel_size > size:
            raise ValueError(f"A kernel of {kernel_size} is too big for {size} pixels.")
        return (size - kernel_size) // stride + 1
    raise ValueError(f"I do not know the padding {padding}.")


def zeros_around(size, kernel_size, stride):
    """How many zeros go before and after one axis (for "same")."""
    out = output_size(size, kernel_size, stride, "same")
    total = max((out - 1) * stride + kernel_size - size, 0)
    return total // 2, total - total // 2


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    """Every image, every filter, all channels."""
    n, h, w, c = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if c != kernel_channels:
        raise ValueError(f"The images have {c} channels but the kernels are made for {kernel_channels}.")
    rows = output_size(h, kh, stride, padding)
    columns = output_size(w, kw, stride, padding)
    if padding == "same":
        images = np.pad(images, ((0, 0), zeros_around(h, kh, stride), zeros_around(w, kw, stride), (0, 0)))
    maps = np.zeros((n, rows, columns, filters))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patches = images[:, top : top + kh, left : left + kw].astype(float)
            for f in range(filters):
                maps[:, row, column, f] = np.sum(patches * kernels[..., f], axis=(1, 2, 3)) + biases[f]
    return maps
