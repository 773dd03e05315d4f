import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    _, height, width, channels = images.shape
    kernel_height, kernel_width, kernel_channels, _ = kernels.shape
    if channels != kernel_channels:
        raise ValueError("the channels differ")
    out_height = output_size(height, kernel_height, stride, padding)
    out_width = output_size(width, kernel_width, stride, padding)
    images = images.astype(float)
    if padding == "same":
        down = max((out_height - 1) * stride + kernel_height - height, 0)
        across = max((out_width - 1) * stride + kernel_width - width, 0)
        images = np.pad(
            images,
            ((0, 0), (down // 2, down - down // 2), (across // 2, across - across // 2), (0, 0)),
        )
    windows = sliding_window_view(images, (kernel_height, kernel_width), axis=(1, 2))
    windows = windows[:, :, ::stride]
    return np.tensordot(windows, kernels.astype(float), axes=([3, 4, 5], [2, 0, 1])) + biases
