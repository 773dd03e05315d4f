"""Inputs of the hidden tests.

Everything is a multiple of 1/8 of moderate size. Sums of a few hundred products are then exact in float32,
so no right implementation can lose points to rounding, whatever the seed.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def mixed(rng: np.random.Generator, *shape: int) -> Array:
    """Float32 numbers of both signs, -2 to 2."""
    return (rng.integers(-16, 17, size=shape) / 8).astype(np.float32)


def distinct(rng: np.random.Generator, *shape: int) -> Array:
    """Float32 numbers above 0, no two alike: a maximum then tells where it was found."""
    count = int(np.prod(shape))
    return (rng.permutation(np.arange(1, count + 1)).reshape(shape) / 8).astype(np.float32)


def distinct_biases(rng: np.random.Generator, filters: int) -> Array:
    """Float32 biases, shape `(filters,)`: none is 0, no two alike, and larger ones come in any order."""
    return distinct(rng, filters) * np.float32(4)


def no_bias(filters: int = 1) -> Array:
    """Biases that change nothing, float32 of shape `(filters,)`."""
    return np.zeros(filters, dtype=np.float32)
