def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in {"valid", "same"}:
        raise ValueError(f"unknown padding {padding!r}")
    zeros = kernel_size - 1 if padding == "same" else 0
    if size + zeros < kernel_size:
        raise ValueError("the kernel does not fit")
    return size + zeros - kernel_size + 1
