def dense_parameters(inputs, units):
    return units * inputs + 1
