# One loop for every axis, just as in the formula.
import math

import numpy as np


def convolve(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError("kernel too big")
    result = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            total = 0.0
            for a in range(kh):
                for b in range(kw):
                    total += float(image[i + a, j + b]) * float(kernel[a, b])
            result[i, j] = total
    return result


def relu(x):
    result = np.empty_like(x)
    for index in np.ndindex(x.shape):
        result[index] = x[index] if x[index] > 0 else 0
    return result


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        if kernel_size > size:
            raise ValueError("kernel too big")
        count = 0
        position = 0
        while position + kernel_size <= size:
            count += 1
            position += stride
        return count
    elif padding == "same":
        return math.ceil(size / stride)
    else:
        raise ValueError("I only know valid and same")


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, C2, F = kernels.shape
    if C != C2:
        raise ValueError("different numbers of channels")
    H2 = output_size(H, kh, stride, padding)
    W2 = output_size(W, kw, stride, padding)
    top = left = 0
    if padding == "same":
        top = max((H2 - 1) * stride + kh - H, 0) // 2
        left = max((W2 - 1) * stride + kw - W, 0) // 2
    result = np.zeros((N, H2, W2, F))
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                for f in range(F):
                    total = float(biases[f])
                    for a in range(kh):
                        for b in range(kw):
                            y = i * stride + a - top
                            x = j * stride + b - left
                            if 0 <= y < H and 0 <= x < W:
                                for c in range(C):
                                    total += float(images[n, y, x, c]) * float(kernels[a, b, c, f])
                    result[n, i, j, f] = total
    return result
