import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kc, F = kernels.shape
    if C != kc:
        raise ValueError("images and kernels must agree in their channels")
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        a = max((out_h - 1) * stride + kh - H, 0)
        b = max((out_w - 1) * stride + kw - W, 0)
        x = np.pad(x, ((0, 0), (0, 0), (a // 2, a - a // 2), (b // 2, b - b // 2)))
    rows = range(0, x.shape[1] - kh + 1, stride)
    cols = range(0, x.shape[2] - kw + 1, stride)
    out = np.zeros((N, len(rows), len(cols), F))
    for n in range(N):
        for f in range(F):
            for i, r in enumerate(rows):
                for j, s in enumerate(cols):
                    total = biases[f]
                    for c in range(C):
                        total = total + np.sum(x[n, r:r + kh, s:s + kw, c] * kernels[:, :, c, f])
                    out[n, i, j, f] = total
    return out
