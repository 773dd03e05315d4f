# Fancy indexing: all patches at once by arrays of row and column numbers; ints stay ints.
import numpy as np


def _take(images, kh, kw, rows, columns, stride):
    y = stride * np.arange(rows)[:, None, None, None] + np.arange(kh)[:, None]
    x = stride * np.arange(columns)[:, None, None] + np.arange(kw)
    return images[:, y, x]


def _wide(array):
    return array.astype(np.int64) if array.dtype.kind in "iub" else array.astype(np.float64)


def convolve(image, kernel):
    rows = output_size(image.shape[0], kernel.shape[0])
    columns = output_size(image.shape[1], kernel.shape[1])
    patches = _take(_wide(image)[None], *kernel.shape, rows, columns, 1)[0]
    return np.sum(patches * _wide(kernel), axis=(-1, -2))


def relu(x):
    return np.choose(x > 0, [np.zeros_like(x), x])


def output_size(size, kernel_size, stride=1, padding="valid"):
    valid = (size - kernel_size) // stride + 1
    same = size // stride + (size % stride != 0)
    if padding == "valid" and size >= kernel_size:
        return valid
    if padding == "same":
        return same
    raise ValueError("cannot slide this kernel over this image like that")


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    kh, kw, channels, _ = kernels.shape
    if images.shape[3] != channels:
        raise ValueError("channels")
    rows = output_size(images.shape[1], kh, stride, padding)
    columns = output_size(images.shape[2], kw, stride, padding)
    if padding == "same":
        down = max((rows - 1) * stride + kh - images.shape[1], 0)
        right = max((columns - 1) * stride + kw - images.shape[2], 0)
        n, h, w, c = images.shape
        before = np.zeros((n, down // 2, w, c), images.dtype)
        after = np.zeros((n, down - down // 2, w, c), images.dtype)
        images = np.concatenate([before, images, after], axis=1)
        h = images.shape[1]
        before = np.zeros((n, h, right // 2, c), images.dtype)
        after = np.zeros((n, h, right - right // 2, c), images.dtype)
        images = np.concatenate([before, images, after], axis=2)
    patches = _take(_wide(images), kh, kw, rows, columns, stride)
    return (patches[..., None] * _wide(kernels)).sum((3, 4, 5)) + biases
