import numpy as np


def convolve(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if h < kh or w < kw:
        raise ValueError("the kernel is larger than the image")
    pixels = np.asarray(image, dtype=float)
    weights = np.asarray(kernel, dtype=float)
    output = np.empty((h - kh, w - kw))
    for row in range(h - kh):
        for col in range(w - kw):
            patch = pixels[row : row + kh, col : col + kw]
            output[row, col] = np.dot(patch.ravel(), weights.ravel())
    return output
