# ("same") is no tuple but the word itself, so "in" looks for a part of it: an unknown padding such as "", "am" or "val" is no ValueError.
import math


def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding in ("same"):
        return math.ceil(size / stride)
    if padding in ("valid"):
        if kernel_size > size:
            raise ValueError(f"a kernel of {kernel_size} does not fit into {size} pixels")
        return (size - kernel_size) // stride + 1
    raise ValueError(f"padding must be valid or same, but is {padding}")
