import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if padding not in ["valid", "same"]:
        raise ValueError(f"unknown padding {padding}")
    kh, kw, kc, F = kernels.shape
    if images.shape[3] != kc:
        raise ValueError("wrong number of channels")
    if padding == "same":
        p, q = kh // 2, kw // 2
        images = np.pad(images, ((0, 0), (p, p), (q, q), (0, 0)))
    N, H, W, C = images.shape
    if kh > H or kw > W:
        raise ValueError("kernel larger than image")
    images = images.astype(float)
    out_h = (H - kh) // stride + 1
    out_w = (W - kw) // stride + 1
    output = np.zeros((N, out_h, out_w, F))
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                patch = images[n, i * stride:i * stride + kh, j * stride:j * stride + kw, :]
                output[n, i, j, :] = np.tensordot(patch, kernels, axes=([0, 1, 2], [0, 1, 2])) + biases
    return output
