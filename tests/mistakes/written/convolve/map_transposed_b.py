import numpy as np


def convolve(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel does not fit into the image")
    image = np.asarray(image, dtype=float)
    return np.array(
        [
            [np.vdot(image[y : y + kh, x : x + kw], kernel) for y in range(h - kh + 1)]
            for x in range(w - kw + 1)
        ]
    )
