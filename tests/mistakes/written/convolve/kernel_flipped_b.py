import numpy as np


def convolve(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    height, width = image.shape
    kernel_height, kernel_width = kernel.shape
    if kernel_height > height or kernel_width > width:
        raise ValueError("the kernel is larger than the image")
    image = image.astype(float)
    kernel = kernel.astype(float)
    rows = []
    for top in range(height - kernel_height + 1):
        band = image[top : top + kernel_height]
        rows.append(sum(np.convolve(line, weights, "valid") for line, weights in zip(band, reversed(kernel))))
    return np.array(rows)
