import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n_images, height, width, n_channels = images.shape
    kh, kw, kernel_channels, n_filters = kernels.shape
    if n_channels != kernel_channels:
        raise ValueError(f"{n_channels} channels against {kernel_channels}")
    out_h = output_size(height, kh, stride, padding)
    out_w = output_size(width, kw, stride, padding)
    if padding == "same":
        dh = max((out_h - 1) * stride + kh - height, 0)
        dw = max((out_w - 1) * stride + kw - width, 0)
        images = np.pad(images, ((0, 0), (dh // 2, dh - dh // 2), (dw // 2, dw - dw // 2), (0, 0)))
    result = np.zeros((n_images, out_h, out_w, n_filters))
    for n in range(n_images):
        for f in range(n_filters):
            per_channel = [
                convolve(images[n, :, :, c], kernels[:, :, c, f])[::stride, ::stride] for c in range(n_channels)
            ]
            result[n, :, :, f] = np.mean(per_channel, axis=0) + biases[f]
    return result
