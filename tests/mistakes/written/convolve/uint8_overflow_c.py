import numpy as np


def convolve(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel does not fit")
    result = np.zeros((h - kh + 1, w - kw + 1), dtype=image.dtype)
    for i in range(kh):
        for j in range(kw):
            part = image[i : i + h - kh + 1, j : j + w - kw + 1]
            result += (part * kernel[i, j]).astype(image.dtype)
    return result
