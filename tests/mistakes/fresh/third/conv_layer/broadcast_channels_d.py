# Different channels are left to NumPy to refuse, which stretches a single channel over the others, as 1 against 3 (promise: ValueError where channels differ).
import numpy as np


def conv_layer(
    images: np.ndarray, kernels: np.ndarray, biases: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    n, h, w, _ = images.shape
    kh, kw, _, filters = kernels.shape
    out_h = output_size(h, kh, stride, padding)
    out_w = output_size(w, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        rows = max((out_h - 1) * stride + kh - h, 0)
        columns = max((out_w - 1) * stride + kw - w, 0)
        top, left = rows // 2, columns // 2
        images = np.pad(images, ((0, 0), (top, rows - top), (left, columns - left), (0, 0)))
    result = np.zeros((n, out_h, out_w, filters))
    for i in range(out_h):
        for j in range(out_w):
            patch = images[:, i * stride : i * stride + kh, j * stride : j * stride + kw, :]
            # (N, kh, kw, C, 1) * (kh, kw, C, F): a ValueError if the channels do not match
            result[:, i, j, :] = (patch[..., np.newaxis] * kernels).sum(axis=(1, 2, 3)) + biases
    return result
