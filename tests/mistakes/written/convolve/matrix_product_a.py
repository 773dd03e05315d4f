import numpy as np


def convolve(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("The kernel must not be larger than the image.")
    output = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(output.shape[0]):
        for x in range(output.shape[1]):
            patch = image[y:y + kh, x:x + kw].astype(float)
            output[y, x] = (patch @ kernel).sum()
    return output
