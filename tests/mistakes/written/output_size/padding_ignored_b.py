def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding != "valid" and padding != "same":
        raise ValueError("padding has to be valid or same")
    positions = [start for start in range(0, size, stride) if start + kernel_size <= size]
    if not positions:
        raise ValueError("the kernel is too large")
    return len(positions)
