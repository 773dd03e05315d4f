import numpy as np


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return np.ceil(size / stride)
    if padding != "valid":
        raise ValueError("unknown padding")
    if kernel_size > size:
        raise ValueError("kernel does not fit")
    return np.floor((size - kernel_size) / stride) + 1
