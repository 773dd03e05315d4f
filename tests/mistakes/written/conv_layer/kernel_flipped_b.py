import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, channels = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if channels != kernel_channels:
        raise ValueError("images and kernels have different numbers of channels")
    oh = output_size(h, kh, stride, padding)
    ow = output_size(w, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    size = images.shape[1:3]
    spectrum = np.fft.rfft2(images, axes=(1, 2))
    filter_spectrum = np.fft.rfft2(kernels.astype(float), s=size, axes=(0, 1))
    product = np.einsum("nyxc,yxcf->nyxf", spectrum, filter_spectrum)
    maps = np.fft.irfft2(product, s=size, axes=(1, 2))
    maps = maps[:, kh - 1 :: stride, kw - 1 :: stride]
    return maps[:, :oh, :ow] + biases
