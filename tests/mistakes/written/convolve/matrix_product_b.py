import numpy as np


def convolve(image, kernel):
    if image.shape[0] < kernel.shape[0] or image.shape[1] < kernel.shape[1]:
        raise ValueError("kernel larger than image")
    patches = np.lib.stride_tricks.sliding_window_view(image.astype(float), kernel.shape)
    products = np.matmul(patches, kernel.astype(float))
    return products.sum(axis=(2, 3))
