"""The comparisons that hidden tests make; what they tell a learner gives no expected value away."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from grading.failures import CheckFailed, Raised
from grading.kept import Kept
from grading.protocol import Foreign, Handle

RTOL = 1e-4
ATOL = 1e-5


def check(value: object, close_to: Any, dtype: DTypeLike | None = None) -> None:
    """Compare what a learner's function gave with what is right: type, shape, dtype, values.

    Args:
        value: the learner's value, as plain data.
        close_to: the right value: an array (compared with rtol 1e-4, atol 1e-5), a float (likewise) or an int
            (the value has to be an int, and equal).
        dtype: the right dtype of an array; None lets every numeric one pass.

    Raises:
        CheckFailed: they differ; the message is for the learner.
    """
    try:
        if isinstance(close_to, np.ndarray):
            _check_array(value, close_to, None if dtype is None else np.dtype(dtype))
        elif isinstance(close_to, (int, np.integer)):
            _check_number(value, int(close_to), whole=True)
        else:
            # Beside a huge int, a number of NumPy's raises an error where Python's own says that they differ.
            _check_number(value, float(close_to), whole=False)
    except CheckFailed as failed:
        failed.given, failed.expected = value, (close_to,)
        raise


def _check_array(value: object, right: np.ndarray[Any, Any], dtype: np.dtype[Any] | None) -> None:
    if not isinstance(value, np.ndarray):
        raise CheckFailed(f"gave {describe(value)}; a NumPy array is asked for.")
    if value.shape != right.shape:
        raise CheckFailed(f"gave {describe(value)}; the right shape is {right.shape}.")
    if dtype is not None and value.dtype != dtype:
        raise CheckFailed(f"gave {describe(value)}; the right dtype is {dtype}.")
    close = np.isclose(value.astype(np.float64), right.astype(np.float64), rtol=RTOL, atol=ATOL)
    if not close.all():
        wrong = int(close.size - close.sum())
        unusable = "" if np.isfinite(value).all() else " Some are infinite or not a number (nan)."
        raise CheckFailed(
            f"gave {describe(value)}, as it should be, "
            f"but {wrong} of its {close.size} values are not right.{unusable}"
        )


def _check_number(value: object, right: float, *, whole: bool) -> None:
    asked = "a whole number (an int)" if whole else "a number"
    if isinstance(value, bool) or not isinstance(value, (int, float)) or (whole and isinstance(value, float)):
        raise CheckFailed(f"gave {describe(value)}; {asked} is asked for.")
    # Whole numbers are compared as such: a huge one fits into no float.
    if value != right and (whole or not _is_close(value, right)):
        raise CheckFailed(f"gave {describe(value)}, which is not right.")


def _is_close(value: float, right: float) -> bool:
    try:
        return math.isclose(value, right, rel_tol=RTOL, abs_tol=ATOL)
    except OverflowError:
        return False


def check_unchanged(argument: object, before: np.ndarray[Any, Any]) -> None:
    """Check that a learner's function left an array that it was given as it was.

    Args:
        argument: the array after the call.
        before: a copy from before it.

    Raises:
        CheckFailed: shape, dtype or a value changed.
    """
    same = isinstance(argument, np.ndarray) and argument.dtype == before.dtype
    if not same or not np.array_equal(np.asarray(argument), before):
        raise CheckFailed(
            "changed the array that it was given; it should leave that as it was and give a new one."
        )


@contextmanager
def expect_error(kind: type[Exception], case: str) -> Iterator[None]:
    """Check that the learner's call inside raises an error.

    Args:
        kind: a built-in exception class; a class derived from it is right too.
        case: what is wrong with the call, such as "a kernel larger than the image".

    Raises:
        CheckFailed: the call raised something else, or gave a value.
    """
    try:
        yield
    except Raised as raised:
        if kind.__name__ not in raised.bases:
            raise _without_error(kind, case, f"it raised a {raised.type_name}") from None
    else:
        raise _without_error(kind, case, "it gave a value")


def _without_error(kind: type[Exception], case: str, did: str) -> CheckFailed:
    failed = CheckFailed(f"should raise a {kind.__name__} for {case}; {did} instead.")
    failed.expected = (kind,)
    return failed


def describe(value: object) -> str:
    """Say what kind of value a learner's function gave, in a few words."""
    match value:
        case None:
            return "None (is a `return` missing?)"
        case np.ndarray():
            return f"an array of shape {value.shape} and dtype {value.dtype}"
        case Kept() | Handle():
            return f"a Keras object of the type {value.type_name}"
        case Foreign():
            return f"an object of the type {value.type_name}"
        case bool() | int() | float():
            return f"{value!r} ({type(value).__name__})"[:60]
        case _:
            return f"a {type(value).__name__}"
