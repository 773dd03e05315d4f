def dense_parameters(inputs, units):
    each_input = units + 1
    return each_input * inputs
