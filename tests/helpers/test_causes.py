"""A likely cause is named where a result fits it, and none where nothing does."""

import numpy as np
import pytest

from helpers import causes

RIGHT = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])


@pytest.mark.parametrize(
    ("value", "expected", "said"),
    [
        (None, RIGHT, "`return` is missing"),
        (RIGHT.tolist(), RIGHT, "np.array(...)"),
        ([0.3, 0.9], 0.9, "the loss, then the metrics"),
        (26.0, 26, "rounded down or up"),
        (np.array(26), 26, "Return the number itself"),
    ],
)
def test_wrong_types(value: object, expected: object, said: str) -> None:
    assert said in (causes.of_type(value, expected) or "")


@pytest.mark.parametrize(
    ("shape", "expected", "argument", "said"),
    [
        ((3, 4), (4, 3), (6, 5), "changed places"),
        ((6, 5), (4, 3), (6, 5), "as large as the image"),
        ((2, 6, 5, 1), (2, 4, 3, 1), (2, 6, 5, 3), "as large as the image"),
        ((3, 2), (4, 3), (6, 5), "stops before n"),
        ((5, 4), (4, 3), (6, 6), "one position too many"),
        ((4, 3), (1, 4, 3, 1), (1, 6, 5, 1), "2 axes and should have 4"),
    ],
)
def test_wrong_shapes(
    shape: tuple[int, ...], expected: tuple[int, ...], argument: tuple[int, ...], said: str
) -> None:
    assert said in (causes.of_shape(shape, expected, argument) or "")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-RIGHT, "flipped"),
        (RIGHT * 0, "never filled in"),
        (RIGHT * np.nan, "NaN"),
        (RIGHT[::-1], "wrong places"),
        (np.maximum(RIGHT, 0), "a 0 stands"),
    ],
)
def test_wrong_values(value: np.ndarray, said: str) -> None:
    assert said in (causes.of_values(value, RIGHT) or "")


@pytest.mark.parametrize("dtype", ["uint8", "float64"])
def test_sums_that_overflow(dtype: str) -> None:
    right = np.array([[650.0, 980.0]])

    assert "do not fit into uint8" in (causes.of_values((right % 256).astype(dtype), right) or "")


@pytest.mark.parametrize(("value", "said"), [(3, "1 too small"), (5, "1 too large")])
def test_wrong_numbers(value: int, said: str) -> None:
    assert said in (causes.of_number(value, 4) or "")


def test_a_forgotten_bias() -> None:
    right = np.arange(16.0).reshape(2, 2, 2, 2)

    assert "bias" in (causes.of_values(right - np.array([1.0, -2.0]), right) or "")


def test_where_nothing_fits_nothing_is_said() -> None:
    assert causes.of_type("text", RIGHT) is None
    assert causes.of_shape((9, 9), (4, 3), (6, 5)) is None
    assert causes.of_shape((7,), (3,), None) is None
    assert causes.of_values(RIGHT * RIGHT + 7, RIGHT) is None
    assert causes.of_number(9, 4) is None
