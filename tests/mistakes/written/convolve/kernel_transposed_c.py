import numpy as np


def convolve(image, kernel):
    image = np.asarray(image, dtype=float)
    kw, kh = kernel.shape
    h, w = image.shape
    if kh > h or kw > w:
        raise ValueError(f"no place for a kernel of {kh} x {kw}")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = sum(image[y + b, x + a] * kernel[a, b] for a in range(kw) for b in range(kh))
    return result
