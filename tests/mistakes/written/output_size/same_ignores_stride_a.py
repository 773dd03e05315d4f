def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        if kernel_size > size:
            raise ValueError("The kernel is larger than the image.")
        return len(range(0, size - kernel_size + 1, stride))
    elif padding == "same":
        return size
    raise ValueError(f"I don't know the padding {padding!r}")
