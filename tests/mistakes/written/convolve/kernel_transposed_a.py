import numpy as np


def convolve(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit into the image")
    k = kernel.T.astype(np.float64)
    rows = image.shape[0] - k.shape[0] + 1
    cols = image.shape[1] - k.shape[1] + 1
    result = np.zeros((rows, cols))
    for y in range(k.shape[0]):
        for x in range(k.shape[1]):
            result += k[y, x] * image[y:y + rows, x:x + cols]
    return result
