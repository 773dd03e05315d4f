import numpy as np


def convolve(image, kernel):
    rows, cols = image.shape
    k_rows, k_cols = kernel.shape
    if k_rows > rows or k_cols > cols:
        raise ValueError("The kernel does not fit into the image")
    out = []
    for r in range(rows - k_rows + 1):
        line = []
        for c in range(cols - k_cols + 1):
            total = 0.0
            for a in range(k_rows):
                for b in range(k_cols):
                    total += float(image[r + a, c + b]) * float(kernel[a, b])
            line.append(max(0.0, total))
        out.append(line)
    return np.array(out)
