def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError(f"unknown padding: {padding}")
    if padding == "valid":
        if size < kernel_size:
            raise ValueError("kernel does not fit")
        size = (size - kernel_size) // stride + 1
    return size
