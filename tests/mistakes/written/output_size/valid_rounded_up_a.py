import math


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError(f"unknown padding: {padding}")
    if padding == "same":
        return math.ceil(size / stride)
    if size < kernel_size:
        raise ValueError("the kernel is larger than the image")
    return math.ceil((size - kernel_size) / stride) + 1
