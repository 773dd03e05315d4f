# Zeros in "same" are not held at 0 or more, so np.pad raises where the stride passes the kernel, as 1x1 at stride 2 on 4x4 (promise: max(..., 0) zeros, as Conv2D).
import numpy as np


def conv_layer(
    images: np.ndarray, kernels: np.ndarray, biases: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    n, h, w, c = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if c != kernel_channels:
        raise ValueError("channels of images and kernels differ")
    out_h = output_size(h, kh, stride, padding)
    out_w = output_size(w, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        rows = (out_h - 1) * stride + kh - h
        columns = (out_w - 1) * stride + kw - w
        top, left = rows // 2, columns // 2
        images = np.pad(images, ((0, 0), (top, rows - top), (left, columns - left), (0, 0)))
    result = np.zeros((n, out_h, out_w, filters))
    for i in range(out_h):
        for j in range(out_w):
            patch = images[:, i * stride : i * stride + kh, j * stride : j * stride + kw, :]
            result[:, i, j, :] = np.tensordot(patch, kernels, axes=3) + biases
    return result
