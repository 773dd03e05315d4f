# A class for the layer and one for an axis; the functions that were asked for are thin wrappers.
from dataclasses import dataclass

import numpy as np


@dataclass
class Axis:
    size: int
    kernel: int
    stride: int = 1
    padding: str = "valid"

    def __post_init__(self):
        if self.padding not in {"valid", "same"}:
            raise ValueError(f"padding {self.padding!r}")
        if self.padding == "valid" and self.kernel > self.size:
            raise ValueError("kernel does not fit")

    @property
    def out(self):
        if self.padding == "same":
            return -(-self.size // self.stride)
        return (self.size - self.kernel) // self.stride + 1

    @property
    def zeros(self):
        if self.padding == "valid":
            return 0, 0
        total = max((self.out - 1) * self.stride + self.kernel - self.size, 0)
        return total // 2, total - total // 2


class Layer:
    def __init__(self, kernels, biases, stride, padding):
        self.kernels = np.asarray(kernels, dtype=np.float64)
        self.biases = biases
        self.stride = stride
        self.padding = padding

    def __call__(self, images):
        kh, kw, channels, filters = self.kernels.shape
        if images.shape[3] != channels:
            raise ValueError("wrong number of channels")
        y = Axis(images.shape[1], kh, self.stride, self.padding)
        x = Axis(images.shape[2], kw, self.stride, self.padding)
        padded = np.pad(images, ((0, 0), y.zeros, x.zeros, (0, 0)))
        maps = np.zeros((len(images), y.out, x.out, filters))
        for i in range(y.out):
            for j in range(x.out):
                top, left = i * self.stride, j * self.stride
                patch = padded[:, top : top + kh, left : left + kw, :, None]
                maps[:, i, j] = (patch * self.kernels).sum(axis=(1, 2, 3)) + self.biases
        return maps


def convolve(image, kernel):
    layer = Layer(kernel[:, :, None, None], 0, 1, "valid")
    return layer(image[None, :, :, None])[0, :, :, 0]


def relu(x):
    return np.clip(x, 0, None)


def output_size(size, kernel_size, stride=1, padding="valid"):
    return Axis(size, kernel_size, stride, padding).out


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    return Layer(kernels, biases, stride, padding)(images)
