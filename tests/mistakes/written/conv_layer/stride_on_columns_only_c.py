import numpy as np


def _pad(images, rows, columns):
    return np.pad(
        images,
        ((0, 0), (rows // 2, rows - rows // 2), (columns // 2, columns - columns // 2), (0, 0)),
    )


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    height, width = images.shape[1:3]
    kh, kw = kernels.shape[:2]
    if images.shape[3] != kernels.shape[2]:
        raise ValueError("images and kernels must have the same number of channels")
    out_w = output_size(width, kw, stride, padding)
    out_h = output_size(height, kh, padding=padding)
    images = images.astype(float)
    if padding == "same":
        images = _pad(images, max(out_h + kh - 1 - height, 0), max((out_w - 1) * stride + kw - width, 0))
    windows = np.lib.stride_tricks.sliding_window_view(images, (kh, kw), axis=(1, 2))
    windows = windows[:, :, ::stride]
    return np.einsum("nyxcij,ijcf->nyxf", windows, kernels) + biases
