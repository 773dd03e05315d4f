def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return size // stride
    elif padding == "valid":
        if kernel_size > size:
            raise ValueError("kernel too large")
        return (size - kernel_size) // stride + 1
    else:
        raise ValueError("unknown padding " + repr(padding))
