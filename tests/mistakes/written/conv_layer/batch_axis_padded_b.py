import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    kh, kw, channels, filters = kernels.shape
    if images.shape[3] != channels:
        raise ValueError("channels of images and kernels differ")
    height, width = images.shape[1], images.shape[2]
    out_h = output_size(height, kh, stride, padding)
    out_w = output_size(width, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        zeros_h = max((out_h - 1) * stride + kh - height, 0)
        zeros_w = max((out_w - 1) * stride + kw - width, 0)
        images = np.pad(
            images,
            (
                (zeros_h // 2, zeros_h - zeros_h // 2),
                (zeros_w // 2, zeros_w - zeros_w // 2),
                (0, 0),
                (0, 0),
            ),
        )
    windows = np.lib.stride_tricks.sliding_window_view(images, (kh, kw), axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("nyxcab,abcf->nyxf", windows, kernels.astype(float)) + biases
