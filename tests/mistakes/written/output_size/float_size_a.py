import numpy as np


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        if kernel_size > size:
            raise ValueError("the kernel does not fit into the image")
        return np.floor((size - kernel_size) / stride + 1)
    if padding == "same":
        return np.ceil(size / stride)
    raise ValueError("unknown padding")
