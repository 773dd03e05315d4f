import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("channels differ")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        x = np.pad(x, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    result = np.zeros((n, oh, ow, f))
    for y in range(oh):
        for z in range(ow):
            patch = x[:, y * stride : y * stride + kh, z * stride : z * stride + kw, :, np.newaxis]
            result[:, y, z] = np.mean(patch * kernels, axis=(1, 2, 3))
    return result + biases
