import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    count, height, width, channels = images.shape
    kernel_height, kernel_width, kernel_channels, filters = kernels.shape
    if channels != kernel_channels:
        raise ValueError(f"{channels} channels in the images, {kernel_channels} in the kernels")
    out_height = output_size(height, kernel_height, padding=padding)
    out_width = output_size(width, kernel_width, padding=padding)
    if padding == "same":
        v, h = kernel_height - 1, kernel_width - 1
        images = np.pad(images, ((0, 0), (v // 2, v - v // 2), (h // 2, h - h // 2), (0, 0)))
    maps = np.empty((count, out_height, out_width, filters))
    for n in range(count):
        for f in range(filters):
            maps[n, :, :, f] = biases[f] + sum(
                convolve(images[n, :, :, c], kernels[:, :, c, f]) for c in range(channels)
            )
    return maps
