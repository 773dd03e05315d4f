def dense_parameters(inputs: int, units: int) -> int:
    per_input = units + 1
    return inputs * per_input
