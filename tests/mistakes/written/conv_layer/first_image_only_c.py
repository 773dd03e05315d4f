import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("channels differ")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    image = images[0].astype(float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        image = np.pad(image, ((ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    out = np.zeros((n, oh, ow, f))
    for y in range(oh):
        for x in range(ow):
            patch = image[y * stride : y * stride + kh, x * stride : x * stride + kw]
            out[:, y, x] = np.tensordot(patch, kernels, 3) + biases
    return out
