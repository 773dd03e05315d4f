import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError(f"images have {c} channels but kernels have {kc}")
    oh, ow = output_size(h, kh, stride, padding), output_size(w, kw, stride, padding)
    if padding == "same":
        top, left = (kh - 1) // 2, (kw - 1) // 2
        canvas = np.zeros((n, h + kh - 1, w + kw - 1, c))
        canvas[:, top : top + h, left : left + w, :] = images
    else:
        canvas = images.astype(float)
    out = np.zeros((n, oh, ow, f))
    for i in range(oh):
        for j in range(ow):
            y, x = i * stride, j * stride
            out[:, i, j, :] = np.einsum("nyxc,yxcf->nf", canvas[:, y : y + kh, x : x + kw, :], kernels)
    return out + biases
