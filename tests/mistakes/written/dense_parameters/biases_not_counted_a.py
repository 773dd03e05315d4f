def dense_parameters(inputs, units):
    return inputs * units
