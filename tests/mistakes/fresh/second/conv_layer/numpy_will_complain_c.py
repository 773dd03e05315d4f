# Leaves the ValueError for different channels to NumPy, which stretches a single channel to any number of them and says nothing.
import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, height, width, _ = images.shape
    kh, kw, _, filters = kernels.shape
    out_h = output_size(height, kh, stride, padding)
    out_w = output_size(width, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        pad_h = max((out_h - 1) * stride + kh - height, 0)
        pad_w = max((out_w - 1) * stride + kw - width, 0)
        top, left = pad_h // 2, pad_w // 2
        images = np.pad(images, ((0, 0), (top, pad_h - top), (left, pad_w - left), (0, 0)))
    result = np.zeros((n, out_h, out_w, filters))
    for i in range(out_h):
        for j in range(out_w):
            y, x = i * stride, j * stride
            # (N, kh, kw, C, 1) times (kh, kw, C, F); NumPy raises ValueError when C is not the same
            patch = images[:, y : y + kh, x : x + kw, :, np.newaxis]
            result[:, i, j, :] = np.sum(patch * kernels, axis=(1, 2, 3)) + biases
    return result
