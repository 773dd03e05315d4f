import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[-1] != kernels.shape[2]:
        raise ValueError("channels differ")
    n, h, w, _ = images.shape
    kh, kw, _, f = kernels.shape
    oh, ow = output_size(h, kh, stride, padding), output_size(w, kw, stride, padding)
    total = images.astype(float).sum(axis=3)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        total = np.pad(total, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2)))
    out = np.zeros((n, oh, ow, f))
    for y in range(oh):
        for x in range(ow):
            patch = total[:, y * stride : y * stride + kh, x * stride : x * stride + kw]
            out[:, y, x, :] = np.tensordot(patch, kernels[:, :, 0], axes=2) + biases
    return out
