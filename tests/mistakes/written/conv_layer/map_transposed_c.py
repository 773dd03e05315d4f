import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    _, height, width, channels = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if channels != kernel_channels:
        raise ValueError("different numbers of channels")
    out_h = output_size(height, kh, stride, padding)
    out_w = output_size(width, kw, stride, padding)
    x = images.astype(np.float64)
    if padding == "same":
        extra_h = max((out_h - 1) * stride + kh - height, 0)
        extra_w = max((out_w - 1) * stride + kw - width, 0)
        x = np.pad(
            x,
            (
                (0, 0),
                (extra_h // 2, extra_h - extra_h // 2),
                (extra_w // 2, extra_w - extra_w // 2),
                (0, 0),
            ),
        )
    weights = kernels.reshape(-1, filters).astype(np.float64)
    columns = []
    for left in range(0, out_w * stride, stride):
        column = []
        for top in range(0, out_h * stride, stride):
            patch = x[:, top : top + kh, left : left + kw, :]
            column.append(patch.reshape(len(x), -1) @ weights + biases)
        columns.append(np.stack(column, axis=1))
    return np.stack(columns, axis=1)
