# Everything in float32, as Keras does it.
import numpy as np

F32 = np.float32


def convolve(image, kernel):
    if np.any(np.array(kernel.shape) > np.array(image.shape)):
        raise ValueError("kernel > image")
    image, kernel = image.astype(F32), kernel.astype(F32)
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1), F32)
    for (i, j), _ in np.ndenumerate(result):
        result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def relu(x):
    return np.where(x < 0, x.dtype.type(0), x)


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    elif padding == "valid" and size >= kernel_size:
        return (size - kernel_size + stride) // stride
    raise ValueError("kernel > image or strange padding")


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, C_, F = kernels.shape
    if C != C_:
        raise ValueError("C")
    H2, W2 = output_size(H, kh, stride, padding), output_size(W, kw, stride, padding)
    x = images.astype(F32)
    if padding == "same":
        p, q = max((H2 - 1) * stride + kh - H, 0), max((W2 - 1) * stride + kw - W, 0)
        x = np.zeros((N, H + p, W + q, C), F32)
        x[:, p // 2 : H + p // 2, q // 2 : W + q // 2, :] = images
    y = np.zeros((N, H2, W2, F), F32)
    k = kernels.astype(F32).reshape(kh * kw * C, F)
    for i in range(H2):
        for j in range(W2):
            patch = x[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
            y[:, i, j] = patch.reshape(N, -1) @ k + biases.astype(F32)
    return y
