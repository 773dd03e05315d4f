import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, _ = images.shape
    kh, kw, _, F = kernels.shape
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        ph = max((out_h - 1) * stride + kh - H, 0)
        pw = max((out_w - 1) * stride + kw - W, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    out = np.zeros((N, out_h, out_w, F))
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                patch = images[n, i * stride:i * stride + kh, j * stride:j * stride + kw, :]
                for f in range(F):
                    out[n, i, j, f] = np.sum(patch * kernels[:, :, :, f]) + biases[f]
    return out
