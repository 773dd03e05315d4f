import numpy as np


def convolve(image, kernel):
    height, width = image.shape
    k_height, k_width = kernel.shape
    if k_height > height or k_width > width:
        raise ValueError("kernel larger than image")
    out_h = height - k_height + 1
    out_w = width - k_width + 1
    feature_map = np.zeros((out_w, out_h))
    for y in range(out_h):
        for x in range(out_w):
            total = 0.0
            for dy in range(k_height):
                for dx in range(k_width):
                    total += float(image[y + dy, x + dx]) * float(kernel[dy, dx])
            feature_map[x, y] = total
    return feature_map
