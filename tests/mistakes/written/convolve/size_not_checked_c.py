import numpy as np


def convolve(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    image = image.astype(float)
    return np.array(
        [
            [np.sum(image[y : y + kh, x : x + kw] * kernel) for x in range(w - kw + 1)]
            for y in range(h - kh + 1)
        ]
    )
