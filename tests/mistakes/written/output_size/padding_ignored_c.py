def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in {"valid", "same"}:
        raise ValueError(f"what is {padding}?")
    positions = range(0, size - kernel_size + 1, stride)
    if not positions:
        raise ValueError("the kernel does not fit")
    return len(positions)
