import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kC, F = kernels.shape
    if kC != C:
        raise ValueError("The channels do not match.")
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        v = max((out_h - 1) * stride + kh - H, 0)
        u = max((out_w - 1) * stride + kw - W, 0)
        images = np.pad(images, ((0, 0), (v // 2, v - v // 2), (u // 2, u - u // 2), (0, 0)))
    out = np.zeros((N, out_h, out_w, F))
    for y in range(out_h):
        for x in range(out_w):
            patch = images[:, y * stride:y * stride + kh, x * stride:x * stride + kw, :, None]
            out[:, y, x, :] = np.mean(patch * kernels, axis=(1, 2, 3)) + biases
    return out
