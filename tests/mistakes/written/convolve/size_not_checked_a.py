import numpy as np


def convolve(image, kernel):
    kh, kw = kernel.shape
    image = image.astype(float)
    result = []
    for i in range(image.shape[0] - kh + 1):
        row = []
        for j in range(image.shape[1] - kw + 1):
            row.append(np.sum(image[i:i + kh, j:j + kw] * kernel))
        result.append(row)
    return np.array(result)
