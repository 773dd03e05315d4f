"""A check says which call it was, what came back and what was expected; shape before dtype before values."""

import numpy as np
import pytest

from helpers.checks import check, check_raises, check_unchanged
from helpers.learner import Answer, CheckFailedError, RaisedError
from helpers.rendering import short

RIGHT = np.array([[1, 2], [3, 4]], dtype="float32")


def answer(value: object) -> Answer:
    return Answer("relu(x) with\n    x = [1]", value, {"x": RIGHT}, {"x": RIGHT})


def message(value: object, expected: np.ndarray | float, dtype: object = None) -> str:
    with pytest.raises(CheckFailedError) as caught:
        check(answer(value), expected, dtype)
    return str(caught.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (RIGHT, RIGHT),
        (RIGHT.astype(int), RIGHT),
        (RIGHT + 1e-6, RIGHT),
        (4, 4),
        (np.int32(4), 4),
        (np.float32(0.5), 0.5),
        (1, 1.0),
    ],
)
def test_right_answers_pass(value: object, expected: np.ndarray | float) -> None:
    check(answer(value), expected)


def test_values_that_differ_are_shown_side_by_side() -> None:
    assert message(np.array([[1, 2], [3, 5]]), RIGHT) == (
        "relu(x) with\n    x = [1]\n"
        "gave\n    [[1, 2],\n     [3, 5]]\n"
        "expected\n    [[1., 2.],\n     [3., 4.]]\n"
        "1 of 4 numbers differ, the first at [1, 1]: 5.0, expected 4.0"
    )


def test_shape_comes_before_dtype_and_dtype_before_values() -> None:
    assert "an array of shape (4,), dtype int64" in message(np.arange(4), RIGHT, "float32")
    assert "an array of dtype float32" in message(np.zeros((2, 2)), RIGHT, "float32")
    assert "numbers differ" in message(np.zeros((2, 2), "float32"), RIGHT, "float32")


@pytest.mark.parametrize("value", [None, [1, 2], "text", True, np.array(4), 4.0])
def test_an_int_is_wanted(value: object) -> None:
    assert "expected\n    4 (int)" in message(value, 4)


@pytest.mark.parametrize("value", [None, RIGHT.tolist(), 3, RIGHT.astype(str), RIGHT.astype(object)])
def test_an_array_of_numbers_is_wanted(value: object) -> None:
    assert "expected\n    an array" in message(value, RIGHT)


def test_an_object_that_cannot_be_shown_is_named_by_its_type() -> None:
    class Hostile:
        def __repr__(self) -> str:
            raise RuntimeError

    assert "an object of type Hostile" in message(Hostile(), RIGHT)


def test_a_pair_of_arrays_is_shown_by_their_shapes() -> None:
    assert short((RIGHT, np.zeros(3))) == (
        "a tuple of an array of shape (2, 2), dtype float32 and an array of shape (3,), dtype float64"
    )


def test_a_changed_argument_is_named() -> None:
    changed = Answer("relu(x)", RIGHT, {"x": np.array([-1, 2])}, {"x": np.array([0, 2])})

    with pytest.raises(CheckFailedError, match=r"changed its argument: x now is\n    \[0, 2\]"):
        check_unchanged(changed)
    check_unchanged(answer(RIGHT))


def test_a_promised_error_is_wanted() -> None:
    def fails_with(error: Exception) -> Answer:
        raise RaisedError("f() stopped with", error)

    check_raises(ValueError, fails_with, ValueError(), because="it does not fit")
    with pytest.raises(CheckFailedError, match=r"expected\n    a ValueError, because it does not fit"):
        check_raises(ValueError, fails_with, IndexError(), because="it does not fit")
    with pytest.raises(CheckFailedError, match=r"gave\n    None\nexpected\n    a ValueError"):
        check_raises(ValueError, answer, None, because="it does not fit")
