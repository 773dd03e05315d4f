# im2col: every patch becomes a row of a matrix, every filter a column, and the layer is one product.
import numpy as np


def im2col(images, kh, kw, stride):
    n, h, w, c = images.shape
    oh, ow = (h - kh) // stride + 1, (w - kw) // stride + 1
    rows = []
    for image in images:
        for i in range(oh):
            for j in range(ow):
                y, x = i * stride, j * stride
                rows.append(image[y : y + kh, x : x + kw].ravel())
    return np.stack(rows), (n, oh, ow)


def convolve(image, kernel):
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("kernel does not fit into the image")
    matrix, (_, oh, ow) = im2col(image[np.newaxis, :, :, np.newaxis].astype(np.float64), kh, kw, 1)
    return (matrix @ kernel.ravel()).reshape(oh, ow)


def relu(x):
    y = x.copy()
    y[y < 0] = 0
    return y


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        whole, rest = divmod(size, stride)
        return whole + (rest > 0)
    if padding == "valid":
        if size < kernel_size:
            raise ValueError("kernel does not fit into the image")
        return 1 + (size - kernel_size) // stride
    raise ValueError("padding?")


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    kh, kw, c, f = kernels.shape
    if images.shape[3] != c:
        raise ValueError("number of channels")
    oh = output_size(images.shape[1], kh, stride, padding)
    ow = output_size(images.shape[2], kw, stride, padding)
    if padding == "same":
        ph = max((oh - 1) * stride + kh - images.shape[1], 0)
        pw = max((ow - 1) * stride + kw - images.shape[2], 0)
        images = np.pad(images, [(0, 0), (ph // 2, (ph + 1) // 2), (pw // 2, (pw + 1) // 2), (0, 0)])
    matrix, shape = im2col(images.astype(np.float64), kh, kw, stride)
    return (matrix @ kernels.reshape(-1, f) + biases).reshape(*shape, f)
