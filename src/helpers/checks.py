"""What the visible checks are made of: compare an answer and say what is wrong with it.

Values count as equal within rtol 1e-4 and atol 1e-5, as in grading.
"""

from collections.abc import Callable, Sequence

import numpy as np

from helpers import causes
from helpers.learner import Answer, CheckFailedError, RaisedError
from helpers.rendering import block, describe, short

RTOL, ATOL = 1e-4, 1e-5
LARGEST = np.finfo(float).max


def check(answer: Answer, expected: np.ndarray | float, dtype: object = None) -> None:
    """Compare an answer with what is expected: type first, then shape, dtype and values.

    Args:
        answer: what a learner's function gave.
        expected: the right array, of any shape, or the right number. An int has to come back as
            an int.
        dtype: the dtype that the array must have; None allows every numeric one.

    Raises:
        CheckFailedError: the answer differs.
    """
    value = answer.value.item() if isinstance(answer.value, np.generic) else answer.value
    if isinstance(expected, np.ndarray):
        _check_array(answer, value, expected, dtype)
    else:
        _check_number(answer, value, expected)


def check_unchanged(answer: Answer) -> None:
    """Check that the function left its arguments as they were.

    Raises:
        CheckFailedError: an array was changed.
    """
    for name, before in answer.before.items():
        if isinstance(before, np.ndarray) and not np.array_equal(before, np.asarray(answer.after[name])):
            raise CheckFailedError(
                f"{answer.call}\nchanged its argument: {name} now is\n{block(short(answer.after[name]))}",
                "the result is written into the argument. Make a new array for it.",
            )


def check_raises(
    error: type[Exception], function: Callable[..., Answer], *arguments: object, because: str
) -> None:
    """Call the function where it has no right answer, and check that it raises the promised error.

    Args:
        error: type of the promised error.
        function: a function of the learner's module.
        *arguments: what it is called with.
        because: why there is no right answer.

    Raises:
        CheckFailedError: nothing or another error was raised.
    """
    try:
        answer = function(*arguments)
    except RaisedError as raised:
        if isinstance(raised.exception, error):
            return
        raise CheckFailedError(f"{raised}\nexpected\n    a {error.__name__}, because {because}") from None
    raise CheckFailedError(
        f"{answer.call}\ngave\n{block(describe(answer.value))}\n"
        f"expected\n    a {error.__name__}, because {because}",
        "nothing in the function looks for this case yet, or its condition lets it pass.",
    )


def wrong_answer(
    answer: Answer,
    gave: str,
    expected: str,
    cause: str | None,
    *,
    where: str = "",
    beliefs: Sequence[str] = (),
) -> CheckFailedError:
    """The error that a check raises: the call, what it gave, what was expected, the likely cause.

    Args:
        answer: what a learner's function gave.
        gave: that, in words or numbers.
        expected: the same for what is right.
        cause: why it may have come out so, a sentence; None where nobody knows.
        where: where the two differ.
        beliefs: ids of the misconceptions that explain it.
    """
    parts = [answer.call, "gave", block(gave), "expected", block(expected), where]
    return CheckFailedError("\n".join(filter(None, parts)), cause, beliefs)


def _check_array(answer: Answer, value: object, expected: np.ndarray, dtype: object) -> None:
    if not isinstance(value, np.ndarray):
        raise wrong_answer(answer, describe(value), describe(expected), causes.of_type(value, expected))
    if value.shape != expected.shape:
        first = next(iter(answer.before.values()), None)
        argument = first.shape if isinstance(first, np.ndarray) else None
        cause = causes.of_shape(value.shape, expected.shape, argument)
        raise wrong_answer(answer, describe(value), f"an array of shape {expected.shape}", cause)
    if value.dtype.kind not in "biuf":
        raise wrong_answer(answer, describe(value), "an array of int or float numbers", None)
    if dtype is not None and value.dtype != dtype:
        cause = (
            "a new array has dtype float64 unless it is told another one, as in `np.zeros(shape, dtype=...)`."
        )
        raise wrong_answer(answer, describe(value), f"an array of dtype {dtype}", cause)
    numbers = value.astype(float)
    if not np.allclose(numbers, expected, rtol=RTOL, atol=ATOL):
        cause, where = causes.of_values(value, expected), _where(numbers, expected)
        gave, right = short(value), short(expected)
        if gave == right:  # too large to be shown
            gave, right = f"{gave}: the right shape", "other numbers in it"
        raise wrong_answer(answer, gave, right, cause, where=where)


def _check_number(answer: Answer, value: object, expected: float) -> None:
    wanted = int if isinstance(expected, int) else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted):
        raise wrong_answer(answer, describe(value), describe(expected), causes.of_type(value, expected))
    # Whole numbers are compared as such: a huge one fits into no float.
    if value != expected and (
        wanted is int or abs(value) > LARGEST or not np.isclose(value, expected, RTOL, ATOL)
    ):
        raise wrong_answer(answer, short(value), short(expected), causes.of_number(value, expected))


def _where(value: np.ndarray, expected: np.ndarray) -> str:
    """Point at the first number that differs."""
    wrong = np.argwhere(~np.isclose(value, expected, rtol=RTOL, atol=ATOL))
    index = tuple(int(i) for i in wrong[0])
    place = ", ".join(map(str, index))
    return (
        f"{len(wrong)} of {value.size} numbers differ, the first at [{place}]: "
        f"{short(value[index])}, expected {short(expected[index])}"
    )
