import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    count, height, width, channels = images.shape
    kh, kw, k_channels, filters = kernels.shape
    if k_channels != channels:
        raise ValueError("channels!")
    rows = output_size(height, kh, stride, padding)
    cols = output_size(width, kw, stride, padding)
    full_height = max(height, (rows - 1) * stride + kh)
    full_width = max(width, (cols - 1) * stride + kw)
    full = np.zeros((count, full_height, full_width, channels))
    full[:, :height, :width] = images
    weights = kernels.reshape(kh * kw * channels, filters)
    out = np.zeros((count, rows, cols, filters))
    for r in range(rows):
        for c in range(cols):
            patch = full[:, r * stride : r * stride + kh, c * stride : c * stride + kw]
            out[:, r, c] = patch.reshape(count, -1) @ weights
    return out + biases
