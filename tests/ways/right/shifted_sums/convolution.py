# Turned inside out: loop over the kernel, and add the whole shifted image, weighted, each time.
import numpy as np


def convolve(image, kernel):
    kh, kw = kernel.shape
    h = image.shape[0] - kh + 1
    w = image.shape[1] - kw + 1
    if h < 1 or w < 1:
        raise ValueError("nothing would be left of the image")
    return sum(
        image[a : a + h, b : b + w].astype(np.float64) * float(kernel[a, b]) for a in range(kh) for b in range(kw)
    )


def relu(x):
    return x - np.minimum(x, 0)


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return int(np.ceil(size / stride))
    if padding == "valid":
        if kernel_size <= size:
            return int(np.floor((size - kernel_size) / stride)) + 1
        raise ValueError("kernel too large")
    raise ValueError("padding has to be valid or same")


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, c_kernel, f = kernels.shape
    if c != c_kernel:
        raise ValueError("channels!")
    oh, ow = output_size(h, kh, stride, padding), output_size(w, kw, stride, padding)
    if padding == "same":
        ph, pw = max((oh - 1) * stride + kh - h, 0), max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    result = np.zeros((n, oh, ow, f)) + biases
    for a in range(kh):
        for b in range(kw):
            shifted = images[:, a : a + (oh - 1) * stride + 1 : stride, b : b + (ow - 1) * stride + 1 : stride]
            result += shifted @ kernels[a, b].astype(np.float64)
    return result
