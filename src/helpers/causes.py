"""Likely causes of a wrong result, by simple rules on its type, shape and values.

A rule is modest: it speaks only where what came back fits it exactly, and says "perhaps" by its heading.
"""

import numpy as np


def of_type(value: object, expected: object) -> str | None:
    """Why a value of the wrong type came back.

    Args:
        value: what the learner's function returned.
        expected: what it should have returned, an array or a number.
    """
    if value is None:
        return "a `return` is missing at the end of the function."
    if isinstance(value, list | tuple) and isinstance(expected, np.ndarray):
        return "the numbers were collected in a list. `np.array(...)` turns it into an array."
    if isinstance(value, list | tuple):
        return "several numbers came back, such as `evaluate` gives: the loss, then the metrics."
    if isinstance(value, float) and isinstance(expected, int):
        return "`/` gives a float, as 10 / 4 = 2.5. Decide if it should be rounded down or up, to an int."
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return "a single number was wrapped in an array. Return the number itself."
    return None


def of_shape(
    shape: tuple[int, ...], expected: tuple[int, ...], argument: tuple[int, ...] | None
) -> str | None:
    """Why an array of the wrong shape came back.

    Args:
        shape: shape of what came back.
        expected: the right shape.
        argument: shape of the first argument, the image or images, if that is an array.
    """
    if len(shape) != len(expected):
        return f"the result has {len(shape)} axes and should have {len(expected)}."
    rows, columns = _spatial_axes(expected)
    if rows == columns:
        return None
    swapped = list(expected)
    swapped[rows], swapped[columns] = expected[columns], expected[rows]
    if shape == tuple(swapped):
        return "height and width have changed places."
    size, right = (shape[rows], shape[columns]), (expected[rows], expected[columns])
    if argument is not None and len(argument) == len(shape) and size == (argument[rows], argument[columns]):
        return "the result is as large as the image. The kernel or window has to stay inside of it."
    if size == (right[0] - 1, right[1] - 1):
        return "the last position is left out in both directions. `range(n)` stops before n."
    if size == (right[0] + 1, right[1] + 1):
        return "there is one position too many in both directions; the last one leaves the image."
    return None


def of_number(value: float, expected: float) -> str | None:
    """Why a wrong number came back.

    Args:
        value: what the learner's function returned.
        expected: the right number.
    """
    if value == expected - 1:
        return "it is 1 too small: a division was rounded down, or the first position is not counted."
    if value == expected + 1:
        return "it is 1 too large: a division was rounded up, or a last half step is counted."
    return None


def of_values(value: np.ndarray, expected: np.ndarray) -> str | None:
    """Why wrong numbers came back in an array of the right shape.

    Args:
        value: what came back, numeric, of the shape of `expected`.
        expected: the right numbers.
    """
    if np.isnan(value).any():
        return "there are NaNs: something was divided by 0, or numbers were never filled in."
    if not value.any():
        if (expected < 0).all():
            return "every number is 0, which is larger than all that was there: look where a 0 comes in."
        return "every number is 0, as if the result was never filled in."
    turns = (expected - value.astype(float)) / 256
    if np.array_equal(turns, np.round(turns)):
        return "sums that do not fit into uint8 start again at 0 after 255. Compute in float."
    if np.allclose(value, -expected):
        return "every sign is turned round: the kernel may be flipped. Lay it on the patch as it is."
    if np.array_equal(value, np.maximum(expected, 0)) or np.array_equal(value, np.minimum(expected, 0)):
        return "a 0 stands where a negative or positive number belongs: look where zeros come in."
    difference = value - expected
    if value.ndim == 4 and np.allclose(difference, difference[:1, :1, :1]):
        return "in each feature map all numbers are off by the same amount: look at the bias."
    if np.allclose(np.sort(value, axis=None), np.sort(expected, axis=None)):
        return "the right numbers stand in the wrong places: look at the order of rows, columns and axes."
    return None


def _spatial_axes(shape: tuple[int, ...]) -> tuple[int, int]:
    """Height and width: the only two axes of an image, the middle two of a batch."""
    return {2: (0, 1), 4: (1, 2)}.get(len(shape), (0, 0))
