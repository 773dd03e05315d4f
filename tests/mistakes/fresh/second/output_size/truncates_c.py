# int() of the quotient rounds towards 0 and not down: a valid kernel a little too large gives 1 with stride 2 or more, no ValueError.
import math


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        result = int((size - kernel_size) / stride) + 1
    elif padding == "same":
        result = math.ceil(size / stride)
    else:
        raise ValueError(f"unknown padding {padding!r}")
    if result < 1:
        raise ValueError(f"a kernel of {kernel_size} does not fit into {size} pixels")
    return result
