# "An assertion is an error too."
# Costs: refuses
def output_size(size, kernel_size, stride=1, padding="valid"):
    assert padding in ("valid", "same")
    assert padding == "same" or kernel_size <= size
    return -(-size // stride) if padding == "same" else (size - kernel_size) // stride + 1
