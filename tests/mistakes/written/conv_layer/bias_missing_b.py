import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("channels of images and kernels must be equal")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    columns = np.stack(
        [
            images[:, y * stride : y * stride + kh, x * stride : x * stride + kw].reshape(n, -1)
            for y in range(oh)
            for x in range(ow)
        ],
        axis=1,
    )
    return np.dot(columns, kernels.reshape(-1, f).astype(float)).reshape(n, oh, ow, f)
