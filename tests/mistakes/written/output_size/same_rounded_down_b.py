def output_size(size, kernel_size, stride=1, padding="valid"):
    match padding:
        case "same":
            return int(size / stride)
        case "valid" if kernel_size <= size:
            return (size - kernel_size) // stride + 1
        case "valid":
            raise ValueError(f"a kernel of {kernel_size} does not fit into {size} pixels")
        case _:
            raise ValueError(f"padding {padding!r} is unknown")
