import numpy as np


def convolve(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    out = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            out[i, j] = np.dot(image[i : i + kh, j : j + kw].flatten(), kernel.flatten())
    # TODO: the error when it does not fit
    return out


def relu(x):
    return np.maximum(x, 0)


def output_size(size, kernel_size, stride=1, padding="valid"):
    # only valid so far
    return (size - kernel_size) // stride + 1


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    raise NotImplementedError("conv_layer")
