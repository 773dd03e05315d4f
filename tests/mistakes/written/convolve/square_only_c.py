import numpy as np


def convolve(image, kernel):
    n, k = len(image[0]), len(kernel[0])
    if k > n:
        raise ValueError(f"a kernel of {k} x {k} does not fit into an image of {n} x {n}")
    size = n - k + 1
    out = np.zeros((size, size))
    for row in range(size):
        for col in range(size):
            out[row, col] = np.sum(image[row : row + k, col : col + k].astype(float) * kernel)
    return out
