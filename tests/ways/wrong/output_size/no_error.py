# "Then the formula gives 0 or less, everybody sees that."
# Costs: refuses
def output_size(size, kernel_size, stride=1, padding="valid"):
    return -(-size // stride) if padding == "same" else (size - kernel_size) // stride + 1
