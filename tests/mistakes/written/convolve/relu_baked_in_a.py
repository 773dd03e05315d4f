import numpy as np


def convolve(image, kernel):
    (H, W), (kh, kw) = image.shape, kernel.shape
    if H < kh or W < kw:
        raise ValueError(f"a {kh}x{kw} kernel does not fit into a {H}x{W} image")
    image, kernel = image.astype(float), kernel.astype(float)
    feature_map = np.zeros((H - kh + 1, W - kw + 1))
    for i, j in np.ndindex(feature_map.shape):
        value = np.vdot(image[i:i + kh, j:j + kw], kernel)
        feature_map[i, j] = max(0.0, value)
    return feature_map
