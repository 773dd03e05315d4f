import numpy as np


def convolve(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel does not fit")
    pixels = image.astype(float)
    out = np.zeros((h - kh + 1, w - kw + 1))
    for y, x in np.ndindex(out.shape):
        answer = np.dot(pixels[y : y + kh, x : x + kw].ravel(), kernel.ravel())
        if answer > 0:
            out[y, x] = answer
    return out
