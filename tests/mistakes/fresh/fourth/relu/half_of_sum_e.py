# Adds x and its absolute value before halving: in small integer types (uint8 above 127, int8 above 63) that sum overflows, so positive values are not kept.
import numpy as np


def relu(x: np.ndarray) -> np.ndarray:
    result = (x + np.abs(x)) / 2
    return result.astype(x.dtype)
