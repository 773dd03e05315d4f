import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError(f"{c} channels do not go with {kc}")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    rows = np.arange(oh)[:, None] * stride + np.arange(kh)
    cols = np.arange(ow)[:, None] * stride + np.arange(kw)
    if padding == "same":
        rows -= max((oh - 1) * stride + kh - h, 0) // 2
        cols -= max((ow - 1) * stride + kw - w, 0) // 2
        rows = np.clip(rows, 0, h - 1)
        cols = np.clip(cols, 0, w - 1)
    patches = images.astype(float)[:, rows][:, :, :, cols]
    return np.einsum("nyaxbc,abcf->nyxf", patches, kernels.astype(float)) + biases
