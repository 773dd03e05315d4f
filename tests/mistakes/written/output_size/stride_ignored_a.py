def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return size
    if padding != "valid":
        raise ValueError("padding has to be 'valid' or 'same'")
    if kernel_size > size:
        raise ValueError(f"{kernel_size} pixels of kernel in {size} pixels of image")
    return size - kernel_size + 1
