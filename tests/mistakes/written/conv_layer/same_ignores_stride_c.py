import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[-1] != kernels.shape[-2]:
        raise ValueError("wrong number of channels")
    n, h, w, c = images.shape
    kh, kw, _, filters = kernels.shape
    oh, ow = output_size(h, kh, stride, padding), output_size(w, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        full_h, full_w = h + kh - 1, w + kw - 1
        canvas = np.zeros((n, full_h, full_w, c))
        y0, x0 = (kh - 1) // 2, (kw - 1) // 2
        canvas[:, y0 : y0 + h, x0 : x0 + w, :] = x
        x = canvas
    result = np.zeros((n, oh, ow, filters))
    for f in range(filters):
        for i in range(oh):
            for j in range(ow):
                patch = x[:, i * stride : i * stride + kh, j * stride : j * stride + kw, :]
                result[:, i, j, f] = (patch * kernels[..., f]).sum(axis=(1, 2, 3)) + biases[f]
    return result
