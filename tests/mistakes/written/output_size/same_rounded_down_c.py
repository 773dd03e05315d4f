def output_size(size, kernel_size, stride=1, padding="valid"):
    match padding:
        case "same":
            return max(size // stride, 0)
        case "valid" if kernel_size <= size:
            return len(range(0, size - kernel_size + 1, stride))
        case _:
            raise ValueError("unknown padding, or the kernel is too large")
