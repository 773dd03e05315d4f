# Tells from the result whether the kernel fits, but int() rounds towards 0: a kernel that is too large by less than a stride gives 1 and no ValueError.
def output_size(size: int, kernel_size: int, stride: int = 1, padding: str = "valid") -> int:
    if padding == "valid":
        result = int((size - kernel_size) / stride) + 1
    elif padding == "same":
        result = int((size - 1) / stride) + 1
    else:
        raise ValueError("padding must be 'valid' or 'same'")
    if result < 1:
        raise ValueError("the kernel does not fit into the image")
    return result
