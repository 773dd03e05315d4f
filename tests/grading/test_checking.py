import random
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from grading.checking import check, check_unchanged, describe, expect_error
from grading.failures import CheckFailed, Raised
from grading.protocol import Foreign, decode, encode
from tools.odd_values import changed, odd_value

RIGHT = np.array([[1.0, 2.0], [3.0, 4.0]], dtype=np.float32)


@pytest.mark.parametrize("value", [RIGHT, RIGHT.astype(np.float64), RIGHT.astype(int), RIGHT * (1 + 5e-5)])
def test_an_array_that_is_close_enough_passes(value: np.ndarray[Any, Any]) -> None:
    check(value, close_to=RIGHT)
    assert value.shape == RIGHT.shape


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "None (is a `return` missing?); a NumPy array is asked for"),
        ([[1.0, 2.0], [3.0, 4.0]], "a list; a NumPy array is asked for"),
        (Foreign("generator"), "an object of the type generator"),
        (RIGHT.reshape(4), "shape (4,) and dtype float32; the right shape is (2, 2)"),
        (RIGHT + np.array([[0, 0], [0, 1]]), "as it should be, but 1 of its 4 values are not right"),
        (RIGHT * np.nan, "infinite or not a number"),
        (RIGHT * (1 + 3e-4), "4 of its 4 values"),
    ],
)
def test_an_array_that_differs_is_described_without_its_right_values(value: object, said: str) -> None:
    with pytest.raises(CheckFailed) as failed:
        check(value, close_to=RIGHT)
    assert said in str(failed.value)
    assert "3.0" not in str(failed.value)


def test_shape_is_looked_at_before_dtype_and_dtype_before_values() -> None:
    with pytest.raises(CheckFailed, match="right shape"):
        check(np.zeros(3, dtype=np.int64), close_to=RIGHT, dtype=np.float32)
    with pytest.raises(CheckFailed, match="right dtype is float32"):
        check(np.zeros((2, 2)), close_to=RIGHT, dtype=np.float32)


@pytest.mark.parametrize(
    ("value", "right", "said"),
    [
        (3.0, 3, "a whole number"),
        (3.0, np.int64(3), "a whole number"),
        (10**400, np.float64(0.5), "which is not right"),
        (10**400, 3, "which is not right"),
        (10**400, 0.5, "which is not right"),
        (True, 1, "a whole number"),
        (4, 3, "4 (int), which is not right"),
        (None, 3, "None"),
        ("3", 3, "a str"),
        (0.4, 0.5, "not right"),
        (float("nan"), 0.5, "not right"),
        (True, 1.0, "a number is asked for"),
    ],
)
def test_a_wrong_number_is_told(value: object, right: float, said: str) -> None:
    with pytest.raises(CheckFailed) as failed:
        check(value, close_to=right)
    assert said in str(failed.value)


def test_right_numbers_pass() -> None:
    for value, right in [
        (3, 3),
        (0.5, 0.5),
        (1, 1.0),
        (0.50001, 0.5),
        (3, np.int64(3)),
        (0.5, np.float64(0.5)),
    ]:
        check(value, close_to=right)
    assert describe(3) == "3 (int)"


@pytest.mark.parametrize("after", [np.array([1.0, 3.0]), np.array([1, 2]), np.array([1.0]), None])
def test_a_changed_argument_is_told(after: object) -> None:
    before = np.array([1.0, 2.0])
    check_unchanged(before.copy(), before)
    with pytest.raises(CheckFailed, match="changed the array that it was given"):
        check_unchanged(after, before)


def _raise(name: str, *bases: str) -> None:
    raise Raised(f"{name}: no", name, (name, *bases))


def test_the_promised_error_passes_and_so_does_one_derived_from_it() -> None:
    with expect_error(ValueError, "a large kernel"):
        _raise("ValueError", "Exception")
    with expect_error(ValueError, "a large kernel"):
        _raise("UnicodeError", "ValueError", "Exception")


def test_no_error_and_another_error_are_told_apart() -> None:
    none = pytest.raises(CheckFailed, match="should raise a ValueError for a large kernel; it gave a value")
    with none, expect_error(ValueError, "a large kernel"):
        pass
    another = pytest.raises(CheckFailed, match="it raised a IndexError instead")
    with another, expect_error(ValueError, "a large kernel"):
        _raise("IndexError", "LookupError", "Exception")


def _arrived(value: object) -> Any:
    """What a judge gets of a value that a worker sends."""
    frame = encode(value)
    (header_size,) = struct.unpack_from("!I", frame)
    return decode(frame[8 : 8 + header_size], frame[8 + header_size :])


def _described(value: object) -> None:
    said = describe(value)
    said.encode()
    assert len(said) < 250


@pytest.mark.parametrize(
    "right",
    [
        RIGHT,
        RIGHT.astype(np.int64),
        RIGHT > 2,
        np.zeros((0, 3)),
        np.array(2.5),
        3,
        0.5,
        10**400,
        np.float64(0.5),
        np.int64(3),
    ],
    ids=lambda right: describe(right)[:40],
)
@pytest.mark.parametrize("use", [check, check_unchanged, lambda value, _: _described(value)])
def test_whatever_comes_back_is_right_or_wrong(use: Callable[[Any, Any], None], right: Any) -> None:
    rng = random.Random(1)
    for _ in range(500):
        value = _arrived(odd_value(rng) if rng.random() < 0.5 else changed(right, rng))
        with suppress(CheckFailed):
            use(value, np.asarray(right) if use is check_unchanged else right)
