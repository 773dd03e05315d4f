import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("different number of channels")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    x = images
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        x = np.pad(x, ((0, 0), (0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2)))
    maps = []
    for image in x:
        per_filter = []
        for k in range(f):
            total = biases[k]
            for channel in range(kc):
                total = total + convolve(image[..., channel], kernels[..., channel, k])
            per_filter.append(total[::stride, ::stride])
        maps.append(np.stack(per_filter, axis=-1))
    return np.stack(maps)
