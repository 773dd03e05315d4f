import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, filters = kernels.shape
    if c != kc:
        raise ValueError("number of channels does not match")
    output_size(h, kh, stride, padding)
    output_size(w, kw, stride, padding)
    if padding == "same":
        images = np.pad(images, [(0, 0), (kh // 2,) * 2, (kw // 2,) * 2, (0, 0)])
    oh = (images.shape[1] - kh) // stride + 1
    ow = (images.shape[2] - kw) // stride + 1
    maps = np.zeros((n, oh, ow, filters))
    for a, b in np.ndindex(kh, kw):
        view = images[:, a : a + (oh - 1) * stride + 1 : stride, b : b + (ow - 1) * stride + 1 : stride]
        maps += np.einsum("nyxc,cf->nyxf", view.astype(float), kernels[a, b].astype(float))
    return maps + biases
