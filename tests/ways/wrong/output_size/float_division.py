# "Dividing is dividing." (A size of 3.5 or 3.0 pixels.)
# Costs: every test
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding not in ("valid", "same") or (padding == "valid" and kernel_size > size):
        raise ValueError("impossible")
    return np.ceil(size / stride) if padding == "same" else (size - kernel_size) / stride + 1
