import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kC, F = kernels.shape
    if C != kC:
        raise ValueError("channels of images and kernels differ")
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        pad_rows = max((out_h - 1) * stride + kh - H, 0)
        pad_cols = max((out_w - 1) * stride + kw - W, 0)
        images = np.pad(
            images,
            ((0, 0), (pad_rows // 2, pad_rows - pad_rows // 2), (pad_cols // 2, pad_cols - pad_cols // 2), (0, 0)),
        )
    output = np.zeros((N, out_h, out_w, F))
    for f in range(F):
        kernel = kernels[:, :, 0, f].astype(float)
        for n in range(N):
            for c in range(C):
                output[n, :, :, f] += convolve(images[n, :, :, c], kernel)[::stride, ::stride]
        output[..., f] += biases[f]
    return output
