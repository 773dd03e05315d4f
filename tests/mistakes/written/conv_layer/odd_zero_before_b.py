import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("kernels need as many channels as the images")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    top = left = 0
    if padding == "same":
        top = -(-max((oh - 1) * stride + kh - h, 0) // 2)
        left = -(-max((ow - 1) * stride + kw - w, 0) // 2)
    out = np.tile(np.asarray(biases, dtype=float), (n, oh, ow, 1))
    for i in range(oh):
        for j in range(ow):
            for a in range(kh):
                for b in range(kw):
                    y = i * stride + a - top
                    x = j * stride + b - left
                    if 0 <= y < h and 0 <= x < w:
                        out[:, i, j] += images[:, y, x].astype(float) @ kernels[a, b].astype(float)
    return out
