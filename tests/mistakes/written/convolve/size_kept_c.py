import numpy as np


def convolve(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel must not be larger than the image")
    top, left = (kh - 1) // 2, (kw - 1) // 2
    out = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            for i in range(kh):
                for j in range(kw):
                    row, col = y + i - top, x + j - left
                    if 0 <= row < h and 0 <= col < w:
                        out[y, x] += float(image[row, col]) * float(kernel[i, j])
    return out
