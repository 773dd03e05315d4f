import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    _, height, width, channels = images.shape
    kh, kw, kernel_channels, _ = kernels.shape
    if channels != kernel_channels:
        raise ValueError("channels differ")
    out_h = output_size(height, kh, stride, padding)
    out_w = output_size(width, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        pad_h = max((out_h - 1) * stride + kh - height, 0)
        pad_w = max((out_w - 1) * stride + kw - width, 0)
        images = np.pad(images, ((pad_h // 2, pad_h - pad_h // 2), (pad_w // 2, pad_w - pad_w // 2), (0, 0), (0, 0)))
    patches = np.lib.stride_tricks.sliding_window_view(images, (kh, kw), axis=(1, 2))
    patches = patches[:, ::stride, ::stride]
    return np.einsum("nhwcij,ijcf->nhwf", patches, kernels.astype(float)) + biases
