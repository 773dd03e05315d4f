import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kC, F = kernels.shape
    if C != kC:
        raise ValueError("the images and the kernels have different channels")
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    if padding == "same":
        ph = max((out_h - 1) * stride + kh - H, 0)
        pw = max((out_w - 1) * stride + kw - W, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    result = np.zeros((N, out_h, out_w, F))
    for n in range(N):
        for f in range(F):
            for c in range(C):
                found = convolve(images[n, ..., c], kernels[..., c, f])
                result[n, ..., f] += found[::stride, ::stride] + biases[f]
    return result
