# The convolution theorem: a product of spectra. The kernel is turned first, since the theorem turns it back.
import numpy as np


def convolve(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    if H < kh or W < kw:
        raise ValueError(f"{kernel.shape} > {image.shape}")
    spectrum = np.fft.rfft2(image) * np.fft.rfft2(kernel[::-1, ::-1], s=(H, W))
    return np.fft.irfft2(spectrum, s=(H, W))[kh - 1 :, kw - 1 :]


def relu(x):
    y = np.array(x)
    np.maximum(y, 0, out=y)
    return y


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ["valid", "same"]:
        raise ValueError(padding)
    if padding == "valid" and kernel_size > size:
        raise ValueError(f"{kernel_size} > {size}")
    free = size - kernel_size if padding == "valid" else size - 1
    return free // stride + 1


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kc, F = kernels.shape
    if C != kc:
        raise ValueError(f"{C} != {kc}")
    rows, columns = output_size(H, kh, stride, padding), output_size(W, kw, stride, padding)
    if padding == "same":
        ph = max((rows - 1) * stride + kh - H, 0)
        pw = max((columns - 1) * stride + kw - W, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    maps = np.zeros((N, rows, columns, F))
    for n, c, f in np.ndindex(N, C, F):
        maps[n, :, :, f] += convolve(images[n, :, :, c], kernels[:, :, c, f])[::stride, ::stride]
    return maps + biases
