"""What is believed of `relu`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graders.inputs import Array
from grading.misconceptions import Hints, Misconception


def _positive(x: Array) -> Array:
    return np.maximum(x, 0)


def _a_copy(x: Array) -> Array:
    return x.copy()


def _own_type(result: Array, x: Array) -> Array:
    return result.astype(x.dtype)


@dataclass(frozen=True)
class Relu:
    """Each step of ReLU.

    Attributes:
        keep: what becomes of the numbers.
        work_on: the array that the function writes into.
        give: the number type in which the result comes out.
    """

    keep: Callable[[Array], Array] = _positive
    work_on: Callable[[Array], Array] = _a_copy
    give: Callable[[Array, Array], Array] = _own_type

    def __call__(self, x: Array) -> Array:
        """Answer as the learner's function does."""
        array = self.work_on(x)
        array[...] = self.keep(array)
        return self.give(array, x)


RIGHT = {"relu": Relu()}

ENTRIES = (
    Misconception(
        id="relu_absolute",
        exercise="convolution",
        belief="ReLU takes the minus sign away.",
        hints=Hints(
            symptom="Negative numbers came out positive.",
            idea="A negative number says that the opposite of a pattern was found. ReLU forgets it.",
            where="Look at what your function does with -2: what should be left of it?",
        ),
        replicas={"relu": (Relu(keep=np.abs),)},
    ),
)
