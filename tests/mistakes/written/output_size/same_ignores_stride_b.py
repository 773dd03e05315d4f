def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        if size < kernel_size:
            raise ValueError("image is smaller than the kernel")
        count = 0
        start = 0
        while start + kernel_size <= size:
            count += 1
            start += stride
        return count
    elif padding == "same":
        return size
    else:
        raise ValueError("unknown padding")
