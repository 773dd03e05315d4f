def output_size(size, kernel_size, stride=1, padding="valid"):
    zeros = {"valid": 0, "same": kernel_size - 1}
    if padding not in zeros:
        raise ValueError(f"unknown padding: {padding}")
    out = size + zeros[padding] - kernel_size + 1
    if out < 1:
        raise ValueError("kernel does not fit")
    return out
