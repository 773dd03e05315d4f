import numpy as np


def convolve(image, kernel):
    # from my signal processing course: a convolution flips the kernel!
    kernel = np.flip(kernel)
    kh, kw = kernel.shape
    h = output_size(image.shape[0], kh)
    w = output_size(image.shape[1], kw)
    out = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            out[y, x] = (image[y : y + kh, x : x + kw].astype(float) * kernel).sum()
    return out


def relu(x):
    out = x.copy()
    out[out < 0] = 0
    return out


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        if size < kernel_size:
            raise ValueError(f"kernel {kernel_size} > image {size}")
        return (size - kernel_size) // stride + 1
    elif padding == "same":
        return -(-size // stride)
    raise ValueError(f"padding {padding!r}?")


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if kc != c:
        raise ValueError(f"{c} channels in the images, {kc} in the kernels")
    oh, ow = output_size(h, kh, stride, padding), output_size(w, kw, stride, padding)
    if padding == "same":
        extra_h = max((oh - 1) * stride + kh - h, 0)
        extra_w = max((ow - 1) * stride + kw - w, 0)
        bigger = np.zeros((n, h + extra_h, w + extra_w, c))
        bigger[:, extra_h // 2 : extra_h // 2 + h, extra_w // 2 : extra_w // 2 + w] = images
        images = bigger
    out = np.zeros((n, oh, ow, f))
    for image in range(n):
        for kernel in range(f):
            for channel in range(c):
                whole = convolve(images[image, :, :, channel], kernels[:, :, channel, kernel])
                out[image, :, :, kernel] += whole[::stride, ::stride]
            out[image, :, :, kernel] += biases[kernel]
    return out
