"""What a judge notes of a failed test for a course that shows all: this run's input, and what is right."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grading.failures import CheckFailed, Missing, Raised
from grading.misconceptions import Catalogue
from grading.observations import Observation, Question, Returned
from grading.revealing import Trial, revealed, trial_of
from solutions.convolution import output_size

ZEROS = "def max_pool(images, pool_size=2, stride=None):\n    return images[:, ::2, ::2] * 0\n"
RAISES = "def output_size(size, kernel_size, stride=1, padding='valid'):\n    raise KeyError(size)\n"
NEVER_RAISES = (
    "def output_size(size, kernel_size, stride=1, padding='valid'):\n    return size - kernel_size + 1\n"
)


@pytest.fixture
def failed(judge: Callable[..., Any]) -> Callable[[str, str], dict[str, dict[str, Any]]]:
    def tests(exercise: str, source: str) -> dict[str, dict[str, Any]]:
        verdict = judge({f"{exercise}.py": source.encode()}, [exercise])
        return {name: test for name, test in verdict.tests.items() if test["outcome"] != "passed"}

    return tests


def numbers(text: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?\d+\.\d*", text)]


def test_the_call_and_the_right_answer_of_this_run_are_noted_and_no_message_tells_them(failed: Any) -> None:
    test = failed("pooling", ZEROS)["max_pool_one_map"]
    asked, _, right = test["revealed"].partition("What is right")
    assert "max_pool was called with" in asked
    images = np.array(numbers(asked)).reshape(6, 8)
    pooled = images.reshape(3, 2, 4, 2).max(axis=(1, 3))
    assert numbers(right) == pooled.ravel().tolist()
    assert not any(str(number) in test["message"] for number in numbers(asked) if number % 1)


def test_where_nothing_was_compared_the_catalogue_knows_what_is_right(failed: Any) -> None:
    tests = failed("convolution", RAISES)
    lines = [line.strip() for line in tests["output_size_valid"]["revealed"].splitlines()]
    size, kernel_size = int(lines[1]), int(lines[2])
    assert lines[3:] == ["What is right", str(output_size(size, kernel_size))]


def test_an_error_that_is_right_is_named(failed: Any) -> None:
    tests = failed("convolution", NEVER_RAISES)
    assert tests["output_size_refuses"]["revealed"].endswith("What is right\n  to raise a ValueError")


def test_what_is_not_written_reveals_nothing(failed: Any) -> None:
    tests = failed("pooling", "def max_pool(*arguments, **keywords):\n    raise NotImplementedError\n")
    assert {test["revealed"] for test in tests.values()} == {""}


def test_a_comparison_of_what_many_calls_made_shows_none_of_them() -> None:
    error = CheckFailed("not right")
    error.given, error.expected = np.zeros(2), (np.ones(2),)
    call = Observation("relu", Question((1,)), Returned(np.zeros(2)))
    trial = trial_of(error, call.question, [call])
    assert trial is not None
    assert trial.question is None
    assert "called" not in revealed(trial, Catalogue())
    assert "[1., 1.]" in revealed(trial, Catalogue())


def test_a_test_that_called_nothing_has_no_trial() -> None:
    assert trial_of(Raised("so", "KeyError", ()), None, []) is None
    assert trial_of(Missing("so"), Question(()), []) is None


def test_large_values_are_shortened() -> None:
    text = revealed(Trial("f", Question((np.zeros((40, 40)), "x" * 9000)), (np.ones(100_000),)), Catalogue())
    assert len(text) < 1600
    assert "..." in text
