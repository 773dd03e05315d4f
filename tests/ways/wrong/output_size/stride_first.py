# "First divide the image by the stride, then lay the kernel on it."
# Costs: stride
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same") or (padding == "valid" and kernel_size > size):
        raise ValueError("impossible")
    return -(-size // stride) if padding == "same" else size // stride - kernel_size + 1
