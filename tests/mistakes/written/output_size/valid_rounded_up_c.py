import math


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        if kernel_size > size:
            raise ValueError("kernel larger than image")
        return math.ceil((size - kernel_size + stride) / stride)
    if padding == "same":
        return math.ceil(size / stride)
    raise ValueError(padding)
