import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("channels differ")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    out = np.zeros((n, oh, ow, f))
    for i in range(oh):
        for j in range(ow):
            patch = images[:, i * stride : i * stride + kh, j * stride : j * stride + kw].astype(float)
            ph, pw = patch.shape[1:3]
            out[:, i, j] = np.einsum("nabc,abcf->nf", patch, kernels[:ph, :pw].astype(float))
    return out + biases
