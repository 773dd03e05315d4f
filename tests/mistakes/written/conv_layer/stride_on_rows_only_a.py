import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, C2, F = kernels.shape
    if C != C2:
        raise ValueError(f"the images have {C} channels, the kernels {C2}")
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, 1, padding)
    images = images.astype(float)
    if padding == "same":
        pad_h = max((out_h - 1) * stride + kh - H, 0)
        pad_w = max(out_w - 1 + kw - W, 0)
        images = np.pad(images, ((0, 0), (pad_h // 2, pad_h - pad_h // 2), (pad_w // 2, pad_w - pad_w // 2), (0, 0)))
    out = np.zeros((N, out_h, out_w, F))
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                patch = images[n, i * stride:i * stride + kh, j:j + kw, :]
                for f in range(F):
                    out[n, i, j, f] = (patch * kernels[..., f]).sum() + biases[f]
    return out
