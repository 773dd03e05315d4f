# Widens uint8 only to int16: where the kernel is uint8 too (a piece of a photo), 200 * 200 overflows, which uint8 must not.
import numpy as np


def _widen(array):
    # uint8 starts again at 0 after 255, so give it more room.
    return array.astype(np.int16) if array.dtype == np.uint8 else array


def convolve(image, kernel):
    height, width = image.shape
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} x {kw} does not fit into an image of {height} x {width}")
    image, kernel = _widen(image), _widen(kernel)
    result = np.zeros((height - kh + 1, width - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    return result
