# Recursion: a batch is its first image and the rest, channels likewise, and strides take a part of stride 1.
import numpy as np


def convolve(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("kernel is larger than image")
    return _convolve(image.astype(float), kernel.astype(float))


def _convolve(image, kernel):
    kh, kw = kernel.shape
    if kh > 1:
        upper = _convolve(image[: 1 - kh], kernel[:1])
        return upper + _convolve(image[1:], kernel[1:])
    if kw > 1:
        left = _convolve(image[:, : 1 - kw], kernel[:, :1])
        return left + _convolve(image[:, 1:], kernel[:, 1:])
    return image * kernel[0, 0]


def relu(x):
    if x.ndim > 1:
        return np.stack([relu(part) for part in x])
    return np.array([value if value > 0 else 0 for value in x], dtype=x.dtype)


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return 1 if size <= stride else 1 + output_size(size - stride, kernel_size, stride, padding)
    if padding != "valid":
        raise ValueError("padding is valid or same")
    if kernel_size > size:
        raise ValueError("kernel is larger than image")
    if size - stride < kernel_size:
        return 1
    return 1 + output_size(size - stride, kernel_size, stride)


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[3] != kernels.shape[2]:
        raise ValueError("channels differ")
    if padding == "same":
        return conv_layer(_pad(_pad(images, kernels, stride, 0), kernels, stride, 1), kernels, biases, stride)
    if padding != "valid":
        raise ValueError("padding is valid or same")
    if stride > 1:
        return conv_layer(images, kernels, biases)[:, ::stride, ::stride]
    if len(images) > 1:
        first = conv_layer(images[:1], kernels, biases)
        return np.concatenate([first, conv_layer(images[1:], kernels, biases)])
    if kernels.shape[3] > 1:
        first = conv_layer(images, kernels[..., :1], biases[:1])
        return np.concatenate([first, conv_layer(images, kernels[..., 1:], biases[1:])], axis=3)
    return _one_map(images[0], kernels[..., 0])[None, :, :, None] + biases


def _one_map(image, kernel):
    first = convolve(image[..., 0], kernel[..., 0])
    return first if image.shape[2] == 1 else first + _one_map(image[..., 1:], kernel[..., 1:])


def _pad(images, kernels, stride, axis):
    size, kernel_size = images.shape[1 + axis], kernels.shape[axis]
    out = output_size(size, kernel_size, stride, "same")
    total = max((out - 1) * stride + kernel_size - size, 0)
    widths = [(0, 0)] * 4
    widths[1 + axis] = (total // 2, total - total // 2)
    return np.pad(images, widths)
