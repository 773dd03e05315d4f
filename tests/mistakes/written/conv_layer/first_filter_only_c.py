import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc = kernels.shape[:3]
    if c != kc:
        raise ValueError("channels differ")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    kernel = kernels[:, :, :, 0]
    feature_map = np.zeros((n, oh, ow))
    for i in range(kh):
        for j in range(kw):
            view = images[:, i : i + stride * (oh - 1) + 1 : stride, j : j + stride * (ow - 1) + 1 : stride]
            feature_map += view @ kernel[i, j]
    return feature_map[..., np.newaxis] + biases
