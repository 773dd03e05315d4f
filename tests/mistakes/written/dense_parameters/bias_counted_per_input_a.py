def dense_parameters(inputs, units):
    weights = inputs * units
    biases = inputs
    return weights + biases
