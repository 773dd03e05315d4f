import numpy as np


def convolve(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError(f"a kernel of {kh} x {kw} does not fit into an image of {H} x {W}")
    kernel = kernel.astype(image.dtype)
    out = np.zeros((H - kh + 1, W - kw + 1), dtype=image.dtype)
    for i in range(kh):
        for j in range(kw):
            out += image[i:i + H - kh + 1, j:j + W - kw + 1] * kernel[i, j]
    return out
