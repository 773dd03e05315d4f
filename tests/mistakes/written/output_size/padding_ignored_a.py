def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in {"valid", "same"}:
        raise ValueError(f"padding is 'valid' or 'same', not {padding}")
    last_start = size - kernel_size
    if last_start < 0:
        raise ValueError(f"a kernel of {kernel_size} pixels does not fit into {size}")
    return last_start // stride + 1
