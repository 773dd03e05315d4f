# The layer is built from the own convolve: one channel and one filter at a time, then every stride-th value.
import numpy as np


def convolve(image, kernel):
    kh, kw = kernel.shape
    oh = output_size(image.shape[0], kh)
    ow = output_size(image.shape[1], kw)
    result = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[i, j] = np.vdot(image[i : i + kh, j : j + kw].astype(float), kernel.astype(float))
    return result


def relu(x):
    return x * (x > 0)


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        last = size - kernel_size
        if last < 0:
            raise ValueError("no room for the kernel")
        return last // stride + 1
    if padding == "same":
        return (size - 1) // stride + 1
    raise ValueError(padding)


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, KC, F = kernels.shape
    if KC != C:
        raise ValueError(f"{KC} channels in the kernels but {C} in the images")
    new_h = output_size(H, kh, stride, padding)
    new_w = output_size(W, kw, stride, padding)
    if padding == "same":
        ph = max((new_h - 1) * stride + kh - H, 0)
        pw = max((new_w - 1) * stride + kw - W, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)), "constant")
    result = np.zeros((N, new_h, new_w, F))
    for n in range(N):
        for f in range(F):
            for c in range(C):
                full = convolve(images[n, :, :, c], kernels[:, :, c, f])
                result[n, :, :, f] += full[::stride, ::stride][:new_h, :new_w]
            result[n, :, :, f] += biases[f]
    return result
