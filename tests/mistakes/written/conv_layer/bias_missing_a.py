import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kC, F = kernels.shape
    if C != kC:
        raise ValueError(f"images: {C} channels, kernels: {kC} channels")
    out_h, out_w = (output_size(s, k, stride, padding) for s, k in ((H, kh), (W, kw)))
    x = images.astype(float)
    if padding == "same":
        need = [max((o - 1) * stride + k - s, 0) for o, k, s in ((out_h, kh, H), (out_w, kw, W))]
        x = np.pad(x, [(0, 0)] + [(p // 2, p - p // 2) for p in need] + [(0, 0)])
    y = np.zeros((N, out_h, out_w, F))
    for i in range(out_h):
        for j in range(out_w):
            window = x[:, i * stride:i * stride + kh, j * stride:j * stride + kw, :]
            y[:, i, j, :] = np.tensordot(window, kernels, axes=([1, 2, 3], [0, 1, 2]))
    return y
