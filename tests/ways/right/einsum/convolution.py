# Einstein sums: the axes are named by letters and the rest is NumPy's work.
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def convolve(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("The kernel is larger than the image.")
    windows = sliding_window_view(image, kernel.shape)
    return np.einsum("ijab,ab->ij", windows, kernel, dtype=np.float64)


def relu(x):
    return np.where(x > 0, x, np.zeros_like(x))


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError(f"padding must be valid or same, got {padding}")
    if padding == "same":
        kernel_size = 1
    if kernel_size > size:
        raise ValueError("The kernel is larger than the image.")
    return (size - kernel_size) // stride + 1


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    (_, H, W, C), (kh, kw, kc, _) = images.shape, kernels.shape
    if C != kc:
        raise ValueError(f"images have {C} channels, kernels {kc}")
    out = [output_size(H, kh, stride, padding), output_size(W, kw, stride, padding)]
    if padding == "same":
        rows = max((out[0] - 1) * stride + kh - H, 0)
        cols = max((out[1] - 1) * stride + kw - W, 0)
        bigger = np.zeros((len(images), H + rows, W + cols, C))
        bigger[:, rows // 2 : rows // 2 + H, cols // 2 : cols // 2 + W] = images
        images = bigger
    windows = sliding_window_view(images, (kh, kw), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abcf->nijf", windows, kernels, dtype=np.float64) + biases
