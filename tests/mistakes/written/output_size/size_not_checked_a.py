def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        return (size - kernel_size) // stride + 1
    if padding == "same":
        return (size + stride - 1) // stride
    raise ValueError(f"padding {padding!r} is not known")
