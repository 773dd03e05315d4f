# Linear algebra: a convolution is a matrix, mostly zeros, that is multiplied with the flattened image.
import numpy as np


def _matrix(height, width, kernel, stride):
    kh, kw, channels, filters = kernel.shape
    rows, columns = (height - kh) // stride + 1, (width - kw) // stride + 1
    matrix = np.zeros((rows, columns, filters, height, width, channels))
    for i in range(rows):
        for j in range(columns):
            y, x = i * stride, j * stride
            matrix[i, j, :, y : y + kh, x : x + kw] = kernel.transpose(3, 0, 1, 2)
    return matrix.reshape(rows * columns * filters, -1), (rows, columns, filters)


def convolve(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("kernel larger than image")
    matrix, shape = _matrix(*image.shape, kernel[..., None, None], 1)
    return (matrix @ image.ravel()).reshape(shape[:2])


def relu(x):
    out = np.zeros_like(x)
    out[x > 0] = x[x > 0]
    return out


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return 1 + (size - 1) // stride
    if padding == "valid":
        if kernel_size > size:
            raise ValueError("kernel larger than image")
        return 1 + (size - kernel_size) // stride
    raise ValueError("unknown padding")


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[-1] != kernels.shape[2]:
        raise ValueError("images and kernels have different channels")
    zeros = []
    for axis in (0, 1):
        size, k = images.shape[axis + 1], kernels.shape[axis]
        out = output_size(size, k, stride, padding)
        total = max((out - 1) * stride + k - size, 0) if padding == "same" else 0
        zeros.append((total // 2, total - total // 2))
    images = np.pad(images, ((0, 0), *zeros, (0, 0)))
    matrix, shape = _matrix(images.shape[1], images.shape[2], kernels, stride)
    flat = images.reshape(len(images), -1)
    return (flat @ matrix.T).reshape(-1, *shape) + biases
