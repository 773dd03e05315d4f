import numpy as np


def convolve(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"a kernel of {kh} x {kw} does not fit into an image of {H} x {W}")
    image = image.astype(float)
    flipped = np.flip(kernel).astype(float)
    out = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            out[i, j] = np.sum(image[i:i + kh, j:j + kw] * flipped)
    return out
