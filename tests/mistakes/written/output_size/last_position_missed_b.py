def output_size(size: int, kernel_size: int, stride: int = 1, padding: str = "valid") -> int:
    if padding == "same":
        return len(range(0, size, stride))
    if padding == "valid":
        if kernel_size > size:
            raise ValueError("the kernel is larger than the image")
        return len(range(0, size - kernel_size, stride))
    raise ValueError(f"unknown padding: {padding}")
