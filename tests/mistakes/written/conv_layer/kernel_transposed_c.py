import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    count, height, width, channels = images.shape
    k_width, k_height, k_channels, filters = kernels.shape
    if channels != k_channels:
        raise ValueError("channels of images and kernels differ")
    rows = output_size(height, k_height, stride, padding)
    columns = output_size(width, k_width, stride, padding)
    photos = images.astype(float)
    if padding == "same":
        down = max((rows - 1) * stride + k_height - height, 0)
        across = max((columns - 1) * stride + k_width - width, 0)
        photos = np.pad(
            photos, [(0, 0), (down // 2, down - down // 2), (across // 2, across - across // 2), (0, 0)]
        )
    result = np.zeros((count, rows, columns, filters))
    for y in range(rows):
        for x in range(columns):
            patch = photos[:, y * stride : y * stride + k_height, x * stride : x * stride + k_width]
            result[:, y, x] = np.einsum("nyxc,xycf->nf", patch, kernels) + biases
    return result
