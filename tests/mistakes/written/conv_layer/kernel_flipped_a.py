import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kC, F = kernels.shape
    if C != kC:
        raise ValueError(f"images have {C} channels, kernels {kC}")
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        pad_h = max((out_h - 1) * stride + kh - H, 0)
        pad_w = max((out_w - 1) * stride + kw - W, 0)
        x = np.pad(x, ((0, 0), (pad_h // 2, pad_h - pad_h // 2), (pad_w // 2, pad_w - pad_w // 2), (0, 0)))
    turned = kernels[::-1, ::-1, :, :].astype(float)
    result = np.zeros((N, out_h, out_w, F))
    for i in range(out_h):
        for j in range(out_w):
            patch = x[:, i * stride:i * stride + kh, j * stride:j * stride + kw, :]
            result[:, i, j, :] = np.einsum("nhwc,hwcf->nf", patch, turned)
    return result + biases
