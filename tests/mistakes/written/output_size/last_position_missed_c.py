def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return (size + stride - 1) // stride
    if padding != "valid":
        raise ValueError("padding must be valid or same")
    if kernel_size > size:
        raise ValueError("the kernel does not fit")
    return len(range(0, size - kernel_size, stride))
