import math


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        if kernel_size > size:
            raise ValueError(f"a kernel of {kernel_size} does not fit into {size} pixels")
        return math.ceil((size - kernel_size) / stride)
    if padding == "same":
        return math.ceil(size / stride)
    raise ValueError("padding must be 'valid' or 'same'")
