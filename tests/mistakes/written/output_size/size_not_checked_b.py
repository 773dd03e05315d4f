def output_size(size, kernel_size, stride=1, padding="valid"):
    sizes = {
        "valid": (size - kernel_size) // stride + 1,
        "same": (size - 1) // stride + 1,
    }
    if padding not in sizes:
        raise ValueError("padding: 'valid' or 'same'")
    return sizes[padding]
