import numpy as np


def convolve(image, kernel):
    height, width = image.shape
    across, down = kernel.shape
    if down > height or across > width:
        raise ValueError(f"a kernel of {down} x {across} does not fit into an image of {height} x {width}")
    out_h = height - down + 1
    out_w = width - across + 1
    pixels = image.astype(np.float64)
    result = np.zeros((out_h, out_w))
    for x in range(across):
        for y in range(down):
            result += float(kernel[x, y]) * pixels[y : y + out_h, x : x + out_w]
    return result
