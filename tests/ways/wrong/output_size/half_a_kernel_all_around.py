# "Padding is half a kernel on each side, then the formula." (Wrong for even kernels.)
# Costs: same
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same") or (padding == "valid" and kernel_size > size):
        raise ValueError("impossible")
    zeros = 2 * (kernel_size // 2) if padding == "same" else 0
    return (size + zeros - kernel_size) // stride + 1
