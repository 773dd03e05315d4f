import numpy as np


def convolve(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    columns = []
    for x in range(w - kw + 1):
        strip = image[:, x : x + kw].astype(float)
        columns.append([np.vdot(strip[y : y + kh], kernel) for y in range(h - kh + 1)])
    return np.array(columns)
