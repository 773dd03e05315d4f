import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if padding not in ["valid", "same"]:
        raise ValueError("padding must be 'valid' or 'same'")
    n, h, w, c = images.shape
    if c != kernels.shape[2]:
        raise ValueError("wrong number of channels")
    kh, kw = kernels.shape[:2]
    out_h = output_size(h, kh, stride)
    out_w = output_size(w, kw, stride)
    rows = stride * np.arange(out_h)[:, None] + np.arange(kh)
    cols = stride * np.arange(out_w)[:, None] + np.arange(kw)
    patches = images[:, rows[:, None, :, None], cols[None, :, None, :], :].astype(float)
    flat = patches.reshape(n, out_h, out_w, kh * kw * c)
    return flat @ kernels.reshape(kh * kw * c, -1).astype(float) + biases
