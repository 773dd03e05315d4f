import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[3] != kernels.shape[2]:
        raise ValueError("The number of channels is not the same.")
    kh, kw = kernels.shape[0], kernels.shape[1]
    N, H, W = images.shape[:3]
    F = kernels.shape[3]
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    grey = images[:, :, :, 0].astype(float)
    if padding == "same":
        total_h = max((out_h - 1) * stride + kh - H, 0)
        total_w = max((out_w - 1) * stride + kw - W, 0)
        grey = np.pad(
            grey, ((0, 0), (total_h // 2, total_h - total_h // 2), (total_w // 2, total_w - total_w // 2))
        )
    out = np.zeros((N, out_h, out_w, F))
    for n in range(N):
        for f in range(F):
            kernel = kernels[:, :, 0, f]
            for i in range(out_h):
                for j in range(out_w):
                    patch = grey[n, i * stride : i * stride + kh, j * stride : j * stride + kw]
                    out[n, i, j, f] = np.sum(patch * kernel) + biases[f]
    return out
