def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError("padding must be 'valid' or 'same'")
    if padding == "same":
        return (size + stride - 1) // stride
    room = size - kernel_size
    if room < 0:
        raise ValueError("kernel does not fit")
    steps, rest = divmod(room, stride)
    return steps + 1 if rest == 0 else steps + 2
