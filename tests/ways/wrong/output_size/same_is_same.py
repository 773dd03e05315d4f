# "same means the same size, whatever the stride."
# Costs: same
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same") or (padding == "valid" and kernel_size > size):
        raise ValueError("impossible")
    return size if padding == "same" else (size - kernel_size) // stride + 1
