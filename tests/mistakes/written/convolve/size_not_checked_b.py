import numpy as np


def convolve(image, kernel):
    kh, kw = kernel.shape
    tops = np.arange(image.shape[0] - kh + 1)
    lefts = np.arange(image.shape[1] - kw + 1)
    rows = tops[:, None, None, None] + np.arange(kh)[:, None]
    columns = lefts[:, None, None] + np.arange(kw)
    patches = image[rows, columns].astype(float)
    return (patches * kernel.astype(float)).sum(axis=(2, 3))
