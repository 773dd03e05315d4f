# Drops axes of length 1 from the result: where the kernel is as high or as wide as the image the shape is not (H-kh+1, W-kw+1).
import numpy as np


def convolve(image, kernel):
    height = image.shape[0] - kernel.shape[0] + 1
    width = image.shape[1] - kernel.shape[1] + 1
    if height < 1 or width < 1:
        raise ValueError(f"a kernel of {kernel.shape} does not fit into an image of {image.shape}")
    image = image.astype(float)
    patches = []
    for i in range(height):
        for j in range(width):
            patches.append(image[i : i + kernel.shape[0], j : j + kernel.shape[1]].flatten())
    # All positions at once: one row a patch, the kernel as a column.
    column = kernel.astype(float).reshape(-1, 1)
    result = np.array(patches) @ column
    return result.reshape(height, width, 1).squeeze()
