import numpy as np


def convolve(image, kernel):
    kh, kw = kernel.shape
    rows, cols = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if rows < 1 or cols < 1:
        raise ValueError(f"kernel {kernel.shape} is too large for image {image.shape}")
    img = image.astype(float)
    return np.array([[np.mean(img[r:r + kh, c:c + kw] * kernel) for c in range(cols)] for r in range(rows)])
