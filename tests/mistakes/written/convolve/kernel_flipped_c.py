import numpy as np


def convolve(image, kernel):
    kh, kw = kernel.shape
    rows, cols = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if rows < 1 or cols < 1:
        raise ValueError("the kernel does not fit into the image")
    result = np.zeros((rows, cols))
    for i in range(kh):
        for j in range(kw):
            result += float(kernel[-1 - i, -1 - j]) * image[i : i + rows, j : j + cols]
    return result
