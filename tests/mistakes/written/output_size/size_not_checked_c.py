def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        positions = size - kernel_size + 1
    elif padding == "same":
        positions = size
    else:
        raise ValueError(f"unknown padding {padding!r}")
    return -(-positions // stride)
