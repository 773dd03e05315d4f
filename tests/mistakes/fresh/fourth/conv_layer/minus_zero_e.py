# Copies the image into an array of zeros up to index -after, which is nothing at all where after is 0: with "same", an axis that needs no zeros beside one that does (kernel 1 x 3) raises instead of giving Conv2D's result.
import numpy as np


def conv_layer(
    images: np.ndarray, kernels: np.ndarray, biases: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("images and kernels have different channels")
    out_h = output_size(h, kh, stride, padding)
    out_w = output_size(w, kw, stride, padding)
    if padding == "same":
        pad_h = max((out_h - 1) * stride + kh - h, 0)
        pad_w = max((out_w - 1) * stride + kw - w, 0)
        if pad_h > 0 or pad_w > 0:
            top, left = pad_h // 2, pad_w // 2
            bottom, right = pad_h - top, pad_w - left
            padded = np.zeros((n, h + pad_h, w + pad_w, c))
            padded[:, top:-bottom, left:-right, :] = images
            images = padded
    result = np.zeros((n, out_h, out_w, f))
    for i in range(out_h):
        for j in range(out_w):
            patch = images[:, i * stride : i * stride + kh, j * stride : j * stride + kw, :].astype(float)
            for k in range(f):
                result[:, i, j, k] = np.sum(patch * kernels[:, :, :, k], axis=(1, 2, 3)) + biases[k]
    return result
