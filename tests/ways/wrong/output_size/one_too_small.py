# "What is left when the kernel is taken away." (The first position is forgotten.)
# Costs: refuses, stride, valid
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same") or (padding == "valid" and kernel_size > size):
        raise ValueError("impossible")
    return -(-size // stride) if padding == "same" else (size - kernel_size) // stride
