def dense_parameters(inputs, units):
    return sum(inputs for _ in range(units))
