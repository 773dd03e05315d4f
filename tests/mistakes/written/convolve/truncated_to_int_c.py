import numpy as np


def convolve(image, kernel):
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("kernel does not fit")
    return np.array(
        [
            [
                int((image[y : y + kh, x : x + kw].astype(float) * kernel).sum())
                for x in range(image.shape[1] - kw + 1)
            ]
            for y in range(image.shape[0] - kh + 1)
        ]
    )
