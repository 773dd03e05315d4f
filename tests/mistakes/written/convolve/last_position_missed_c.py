import numpy as np


def convolve(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel is too large")
    image = image.astype(float)
    out = np.zeros((h - kh, w - kw))
    for dy, line in enumerate(kernel):
        for dx, weight in enumerate(line):
            out += weight * image[dy : dy + h - kh, dx : dx + w - kw]
    return out
