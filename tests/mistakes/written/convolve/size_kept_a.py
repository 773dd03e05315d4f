import numpy as np


def convolve(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError("kernel does not fit")
    top, left = (kh - 1) // 2, (kw - 1) // 2
    padded = np.zeros((H + kh - 1, W + kw - 1))
    padded[top:top + H, left:left + W] = image
    result = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            result[i, j] = np.sum(padded[i:i + kh, j:j + kw] * kernel)
    return result
