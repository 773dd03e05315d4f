import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    batch, height, width, depth = images.shape
    kh, kw, kdepth, filters = kernels.shape
    if depth != kdepth:
        raise ValueError("channels differ")
    out_h = output_size(height, kh, stride, padding)
    out_w = output_size(width, kw, 1, padding)
    padded = images.astype(float)
    if padding == "same":
        ph = max((out_h - 1) * stride + kh - height, 0)
        pw = max(out_w - 1 + kw - width, 0)
        padded = np.zeros((batch, height + ph, width + pw, depth))
        padded[:, ph // 2 : ph // 2 + height, pw // 2 : pw // 2 + width] = images
    out = np.zeros((batch, out_h, out_w, filters))
    for i in range(out_h):
        y = i * stride
        for x in range(out_w):
            out[:, i, x, :] = np.tensordot(padded[:, y : y + kh, x : x + kw], kernels, axes=3)
    return out + biases
