import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    kh, kw, channels, filters = kernels.shape
    if images.shape[3] != channels:
        raise ValueError("different channels")
    height, width = images.shape[1:3]
    out_h = output_size(height, kh, stride, padding)
    out_w = output_size(width, kw, stride, padding)
    padded = images.astype(float)
    if padding == "same":
        v = max((out_h - 1) * stride + kh - height, 0)
        u = max((out_w - 1) * stride + kw - width, 0)
        padded = np.pad(padded, ((0, 0), (v // 2, (v + 1) // 2), (u // 2, (u + 1) // 2), (0, 0)))
    ys = range(0, padded.shape[1] - kh, stride)
    xs = range(0, padded.shape[2] - kw, stride)
    maps = np.zeros((len(images), len(ys), len(xs), filters))
    for i, y in enumerate(ys):
        for j, x in enumerate(xs):
            window = padded[:, y : y + kh, x : x + kw]
            maps[:, i, j] = np.tensordot(window, kernels.astype(float), axes=3) + biases
    return maps
