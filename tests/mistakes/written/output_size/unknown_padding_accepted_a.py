import numpy as np


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return int(np.ceil(size / stride))
    else:
        if kernel_size > size:
            raise ValueError("kernel does not fit")
        return int(np.floor((size - kernel_size) / stride)) + 1
