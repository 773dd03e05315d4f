# Raises ValueError for a kernel larger than the image with "same" as well, where the zeros make room for it: the error is promised for "valid" alone.
import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, height, width, channels = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if channels != kernel_channels:
        raise ValueError(f"the images have {channels} channels, the kernels {kernel_channels}")
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} x {kw} does not fit into an image of {height} x {width}")
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
            patch = images[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
            result[:, i, j] = np.tensordot(patch, kernels, axes=3) + biases
    return result
