import numpy as np


def convolve(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel does not fit")
    feature_map = np.empty((h - kh + 1, w - kw + 1), dtype=int)
    image, kernel = image.astype(float), kernel.astype(float)
    for row in range(feature_map.shape[0]):
        for col in range(feature_map.shape[1]):
            feature_map[row, col] = np.tensordot(image[row : row + kh, col : col + kw], kernel)
    return feature_map
