import numpy as np


def convolve(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    height, width = image.shape
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError("the kernel does not fit")
    up, left = (kh - 1) // 2, (kw - 1) // 2
    canvas = np.zeros((height + kh - 1, width + kw - 1))
    canvas[up : up + height, left : left + width] = image
    answer = np.zeros((height, width))
    for (i, j), weight in np.ndenumerate(kernel):
        answer = answer + float(weight) * canvas[i : i + height, j : j + width]
    return answer
