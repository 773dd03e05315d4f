import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    batch, height, width, channels = images.shape
    kernel_height, kernel_width, kernel_channels, filters = kernels.shape
    if channels != kernel_channels:
        raise ValueError(f"{channels} channels in the images, {kernel_channels} in the kernels")
    out_height = output_size(height, kernel_height, stride, padding)
    out_width = output_size(width, kernel_width, stride, padding)
    images = images.astype(np.float64)
    if padding == "same":
        total_rows = max((out_height - 1) * stride + kernel_height - height, 0)
        total_cols = max((out_width - 1) * stride + kernel_width - width, 0)
        top, left = total_rows // 2, total_cols // 2
        images = np.pad(images, [(0, 0), (top, total_rows - top), (left, total_cols - left), (0, 0)])
    maps = np.zeros((batch, out_width, out_height, filters))
    for n in range(batch):
        for f in range(filters):
            for x in range(out_width):
                for y in range(out_height):
                    patch = images[n, y * stride:y * stride + kernel_height, x * stride:x * stride + kernel_width]
                    maps[n, x, y, f] = np.sum(patch * kernels[:, :, :, f]) + biases[f]
    return maps
