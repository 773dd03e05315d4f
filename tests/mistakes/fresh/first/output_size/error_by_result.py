# Looks for a kernel that does not fit in the result, and int() cuts towards 0: size 2, kernel 3, stride 2 gives 1 instead of a ValueError.
import math


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    if padding != "valid":
        raise ValueError(f"unknown padding {padding!r}")
    result = int((size - kernel_size) / stride) + 1
    if result < 1:
        raise ValueError(f"a kernel of {kernel_size} does not fit into {size} pixels")
    return result
