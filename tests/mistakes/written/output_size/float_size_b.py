def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        last = size - 1
    elif padding == "valid":
        last = size - kernel_size
    else:
        raise ValueError(f"there is no padding {padding!r}")
    if last < 0:
        raise ValueError("kernel too large")
    last -= last % stride
    return last / stride + 1
