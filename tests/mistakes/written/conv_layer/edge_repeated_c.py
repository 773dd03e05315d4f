import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, height, width, channels = images.shape
    kh, kw, kc, f = kernels.shape
    if channels != kc:
        raise ValueError("the images have other channels than the kernels")
    oh = output_size(height, kh, stride, padding)
    ow = output_size(width, kw, stride, padding)
    top = left = 0
    if padding == "same":
        top = max((oh - 1) * stride + kh - height, 0) // 2
        left = max((ow - 1) * stride + kw - width, 0) // 2
    x = images.astype(float)
    out = np.zeros((n, oh, ow, f))
    for i in range(oh):
        rows = np.clip(np.arange(kh) + i * stride - top, 0, height - 1)
        for j in range(ow):
            cols = np.clip(np.arange(kw) + j * stride - left, 0, width - 1)
            patch = x[:, rows][:, :, cols]
            out[:, i, j] = np.einsum("nabc,abcf->nf", patch, kernels) + biases
    return out
