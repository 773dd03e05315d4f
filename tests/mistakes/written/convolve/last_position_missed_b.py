from itertools import product

import numpy as np


def convolve(image, kernel):
    size = np.array(image.shape)
    k = np.array(kernel.shape)
    if (k > size).any():
        raise ValueError("The kernel is too large for this image.")
    places = size - k
    weights = kernel.astype(float).ravel()
    values = [
        image[r : r + k[0], c : c + k[1]].astype(float).ravel() @ weights
        for r, c in product(range(places[0]), range(places[1]))
    ]
    return np.array(values, dtype=float).reshape(places)
