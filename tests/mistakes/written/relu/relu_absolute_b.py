import numpy as np


def relu(x: np.ndarray) -> np.ndarray:
    return x * np.sign(x)
