import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("the numbers of channels differ")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    kernel = kernels[:, :, :, 0].astype(float)
    feature_map = np.array(
        [
            [
                [
                    np.sum(image[y * stride : y * stride + kh, x * stride : x * stride + kw] * kernel)
                    for x in range(ow)
                ]
                for y in range(oh)
            ]
            for image in images
        ]
    )
    return np.stack([feature_map + bias for bias in biases], axis=3)
