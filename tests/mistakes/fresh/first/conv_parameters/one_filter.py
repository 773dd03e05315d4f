# "if ... else" binds weaker than "+": for a layer of a single filter the weights are forgotten and the number is 1.


def conv_parameters(kernel_size, in_channels, filters):
    weights = kernel_size * kernel_size * in_channels * filters
    # One bias a filter.
    return weights + filters if filters > 1 else 1
