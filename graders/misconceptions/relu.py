"""What is believed of `relu`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graders.inputs import Array
from grading.misconceptions import Hints, Misconception


def _positive(x: Array) -> Array:
    return np.maximum(x, 0)


def _leaky(x: Array) -> Array:
    return np.where(x > 0, x, x * 0.01)


def _capped(x: Array) -> Array:
    return np.clip(x, 0, 1)


def _step(x: Array) -> Array:
    return (x > 0).astype(x.dtype)


def _without_negatives(x: Array) -> Array:
    return x[x >= 0]


def _only_positives(x: Array) -> Array:
    return x[x > 0]


def _a_copy(x: Array) -> Array:
    return x.copy()


def _itself(x: Array) -> Array:
    return x


def _own_type(result: Array, x: Array) -> Array:
    return result.astype(x.dtype)


def _as_it_comes(result: Array, x: Array) -> Array:
    return result


def _float64(result: Array, x: Array) -> Array:
    return result.astype(np.float64)


def _whole_ones_in_floats(result: Array, x: Array) -> Array:
    return result.astype(x.dtype if x.dtype.kind == "f" else np.float64)


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
        kept = self.keep(array)
        if kept.shape == array.shape:
            array[...] = kept
        return self.give(kept, x)


RIGHT = {"relu": Relu()}

ENTRIES = (
    Misconception(
        id="relu_absolute",
        exercise="convolution",
        belief="ReLU takes away the minus sign, so -2 becomes 2.",
        hints=Hints(
            symptom="Negative numbers came out positive.",
            idea="A negative number says that the opposite of the pattern was found. ReLU lets only "
            "what is positive pass.",
            where="Follow -2 through your function. What becomes of it, and what should be left of it?",
        ),
        replicas={"relu": (Relu(keep=np.abs),)},
    ),
    Misconception(
        id="relu_in_place",
        exercise="convolution",
        belief="It does no harm to write the result into the array that the function was given.",
        hints=Hints(
            symptom="After the call, the array that your function was given is no longer what it was.",
            idea="The caller may still need the array. Arrays are not copied when they are handed "
            "over: your function holds the caller's own.",
            where="Which line writes into `x`, or into something that is still the same array?",
        ),
        replicas={"relu": (Relu(work_on=_itself),)},
    ),
    Misconception(
        id="relu_always_float",
        exercise="convolution",
        belief="The result may be float64, whatever dtype the array had.",
        hints=Hints(
            symptom="The values are right, but their dtype is not the one that went in.",
            idea="ReLU keeps a number or puts 0 in its place, so the dtype can stay as it was. A "
            "larger one takes more memory.",
            where="Where does your result get its dtype: from a new array, or from a float in a calculation?",
        ),
        replicas={"relu": (Relu(give=_float64), Relu(give=_whole_ones_in_floats))},
    ),
    Misconception(
        id="relu_leaky",
        exercise="convolution",
        belief="ReLU lets a hundredth of each negative value through.",
        hints=Hints(
            symptom="Negative numbers came out as negative numbers close to 0.",
            idea="That is another activation, Leaky ReLU. ReLU itself lets nothing negative pass: -2 "
            "and -200 give the same.",
            where="What does your function do with the negative numbers before it gives them back?",
        ),
        replicas={"relu": (Relu(keep=_leaky, give=_as_it_comes), Relu(keep=_leaky))},
    ),
    Misconception(
        id="relu_capped",
        exercise="convolution",
        belief="ReLU gives numbers from 0 to 1: what is larger becomes 1.",
        hints=Hints(
            symptom="Numbers above 1 came out as 1.",
            idea="ReLU has no upper limit: a pattern that is found strongly may give 3 or 300, and "
            "both stay as they are.",
            where="Does your function limit its numbers at the top? Try it with 5.",
        ),
        replicas={"relu": (Relu(keep=_capped),)},
    ),
    Misconception(
        id="relu_step",
        exercise="convolution",
        belief="ReLU says whether a number is positive: 1 if it is, 0 if not.",
        hints=Hints(
            symptom="Only zeros and ones came out.",
            idea="ReLU says how strongly a pattern was found, not only whether it was: 3 stays 3.",
            where="Does your function give back a comparison, or the numbers that passed it?",
        ),
        replicas={"relu": (Relu(keep=_step),)},
    ),
    Misconception(
        id="relu_drops_negatives",
        exercise="convolution",
        belief="ReLU takes negative values out of the array.",
        hints=Hints(
            symptom="Fewer numbers came out than went in.",
            idea="Every number keeps its place in the map, because the place says where a pattern was "
            "found. A negative number leaves a 0 there.",
            where="Which line picks some of the numbers? What happens to the places of the others?",
        ),
        replicas={"relu": (Relu(keep=_without_negatives), Relu(keep=_only_positives))},
    ),
)
