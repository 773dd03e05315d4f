import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    _, H, W, C = images.shape
    kh, kw, kC, _ = kernels.shape
    if C != kC:
        raise ValueError(f"{C} channels do not go with {kC}")
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        ph = max((out_h - 1) * stride + kh - H, 0)
        pw = max((out_w - 1) * stride + kw - W, 0)
        x = np.pad(x, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    patches = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(1, 2))[:, ::stride, ::stride]
    maps = np.einsum("abcdef,efdg->abcg", patches, kernels.astype(float))
    return maps + biases.reshape(1, 1, -1, 1)
