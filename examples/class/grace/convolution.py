"""Grace's convolution. I like while loops better than for loops."""

import numpy as np


def convolve(image, kernel):
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("too big a kernel")
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    row = 0
    while row < out.shape[0]:
        column = 0
        while column < out.shape[1]:
            patch = image[row : row + kh, column : column + kw]
            out[row, column] = (patch.astype(float) * kernel).sum()
        column += 1
    row += 1
    return out


def relu(x):
    return x * (x > 0)


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return int(np.ceil(size / stride))
    if padding != "valid":
        raise ValueError("padding can be valid or same")
    if kernel_size > size:
        raise ValueError("too big a kernel")
    return (size - kernel_size) // stride + 1


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[3] != kernels.shape[2]:
        raise ValueError("not the same channels")
    kh, kw = kernels.shape[:2]
    height = output_size(images.shape[1], kh, stride, padding)
    width = output_size(images.shape[2], kw, stride, padding)
    if padding == "same":
        down = max((height - 1) * stride + kh - images.shape[1], 0)
        right = max((width - 1) * stride + kw - images.shape[2], 0)
        images = np.pad(images, ((0, 0), (down // 2, down - down // 2), (right // 2, right - right // 2), (0, 0)))
    maps = np.zeros((len(images), height, width, len(biases)))
    for i in range(height):
        for j in range(width):
            patches = images[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
            maps[:, i, j] = np.tensordot(patches.astype(float), kernels, axes=3) + biases
    return maps
