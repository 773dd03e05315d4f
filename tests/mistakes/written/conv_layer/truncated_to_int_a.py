import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kC, F = kernels.shape
    if C != kC:
        raise ValueError("channels!")
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        ph = max((out_h - 1) * stride + kh - H, 0)
        pw = max((out_w - 1) * stride + kw - W, 0)
        x = np.pad(x, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    feature_maps = np.zeros((N, out_h, out_w, F), dtype=int)
    for n, i, j, f in np.ndindex(N, out_h, out_w, F):
        patch = x[n, i * stride:i * stride + kh, j * stride:j * stride + kw]
        feature_maps[n, i, j, f] = np.sum(patch * kernels[..., f]) + biases[f]
    return feature_maps
