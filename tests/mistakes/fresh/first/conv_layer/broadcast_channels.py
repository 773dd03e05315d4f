# Leaves the channel check to NumPy, which broadcasts an axis of 1: images with 3 channels and kernels with 1 (or the other way round) raise no ValueError.
import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, height, width, _ = images.shape
    kh, kw, _, filters = kernels.shape
    out_height = output_size(height, kh, stride, padding)
    out_width = output_size(width, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        rows = max((out_height - 1) * stride + kh - height, 0)
        columns = max((out_width - 1) * stride + kw - width, 0)
        top, left = rows // 2, columns // 2
        images = np.pad(images, ((0, 0), (top, rows - top), (left, columns - left), (0, 0)))
    result = np.zeros((n, out_height, out_width, filters))
    for i in range(out_height):
        for j in range(out_width):
            patch = images[:, i * stride : i * stride + kh, j * stride : j * stride + kw, :, np.newaxis]
            # NumPy raises ValueError by itself when the channels differ.
            result[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + biases
    return result
