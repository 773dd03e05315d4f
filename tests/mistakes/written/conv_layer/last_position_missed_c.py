import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, ck, f = kernels.shape
    if c != ck:
        raise ValueError("the channels do not agree")
    out_h = output_size(h, kh, stride, padding)
    out_w = output_size(w, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        zh = max((out_h - 1) * stride + kh - h, 0)
        zw = max((out_w - 1) * stride + kw - w, 0)
        x = np.pad(x, ((0, 0), (zh // 2, zh - zh // 2), (zw // 2, zw - zw // 2), (0, 0)))
    tops = np.arange(0, x.shape[1] - kh, stride)
    lefts = np.arange(0, x.shape[2] - kw, stride)
    rows = tops[:, None] + np.arange(kh)
    cols = lefts[:, None] + np.arange(kw)
    patches = x[:, rows[:, None, :, None], cols[None, :, None, :]]
    return np.einsum("nyxijc,ijcf->nyxf", patches, kernels.astype(float)) + biases
