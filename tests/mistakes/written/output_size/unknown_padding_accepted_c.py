import math


def output_size(size, kernel_size, stride=1, padding="valid"):
    last = size - 1 if padding == "same" else size - kernel_size
    if last < 0:
        raise ValueError("the kernel does not fit")
    return math.floor(last / stride) + 1
