# "A kernel never may be larger than the image."
# Costs: same
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same") or kernel_size > size:
        raise ValueError("impossible")
    return -(-size // stride) if padding == "same" else (size - kernel_size) // stride + 1
