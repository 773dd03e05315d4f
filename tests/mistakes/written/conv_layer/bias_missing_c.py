import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("channels differ")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    return np.stack(
        [
            np.stack(
                [
                    sum(convolve(image[..., d], kernels[..., d, k]) for d in range(c))[::stride, ::stride]
                    for k in range(f)
                ],
                axis=-1,
            )
            for image in images
        ]
    )
