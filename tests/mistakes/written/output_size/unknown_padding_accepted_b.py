import math


def output_size(size, kernel_size, stride=1, padding="valid"):
    same = padding == "same"
    if not same and kernel_size > size:
        raise ValueError("the kernel does not fit into the image")
    return math.ceil(size / stride) if same else math.floor((size - kernel_size) / stride) + 1
