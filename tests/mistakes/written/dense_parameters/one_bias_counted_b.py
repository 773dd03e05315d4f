def dense_parameters(inputs, units):
    total = 1
    for _ in range(units):
        total += inputs
    return total
