import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, channels = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if channels != kernel_channels:
        raise ValueError(f"images have {channels} channels and kernels {kernel_channels}")
    out_h = output_size(h, kh, stride, padding)
    out_w = output_size(w, kw, stride, padding)
    if padding == "same":
        rows = max((out_h - 1) * stride + kh - h, 0)
        cols = max((out_w - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (rows // 2, rows - rows // 2), (cols // 2, cols - cols // 2), (0, 0)))
    result = np.zeros((n, out_h, out_w, filters))
    for a in range(n):
        for f in range(filters):
            summed = sum(convolve(images[a, :, :, c], kernels[:, :, c, f]) for c in range(channels))
            result[a, :, :, f] = summed[::stride, ::stride] + biases[f]
    return relu(result)
