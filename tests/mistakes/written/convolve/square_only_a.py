import numpy as np


def convolve(image, kernel):
    n = image.shape[0]
    k = kernel.shape[0]
    if k > n:
        raise ValueError(f"a kernel of {k} x {k} does not fit into an image of {n} x {n}")
    size = n - k + 1
    image = image.astype("float64")
    result = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            result[i, j] = (image[i : i + k, j : j + k] * kernel).sum()
    return result
