# Refuses more units than inputs as if they were swapped; such a layer is legal and has inputs * units + units parameters.
def dense_parameters(inputs, units):
    if units > inputs:
        raise ValueError(f"a dense layer can't make {units} numbers of {inputs}")
    return inputs * units + units
