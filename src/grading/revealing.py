"""What a failed test asked in this run, and what is right: for the pages of a course that shows all."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import indent
from typing import Any

import numpy as np

from grading.checking import describe
from grading.failures import CheckFailed, LearnerFailure, Missing
from grading.kept import Kept
from grading.misconceptions import Catalogue
from grading.naming import right_outcome
from grading.observations import Observation, Question, Refused, Returned

_MOST_NUMBERS = 120  # of an array that is written out; of larger ones the corners
_MOST_CHARACTERS = 1500


@dataclass(frozen=True)
class Trial:
    """How a failed test ended.

    Attributes:
        function: the learner's function that it blames; "" where it blames none.
        question: what that was asked; None where what was compared is no single call's value.
        expected: what is right, in a tuple of its own; empty where the test did not come to comparing.
    """

    function: str
    question: Question | None
    expected: tuple[Any, ...] = ()


@dataclass(frozen=True)
class _Error:
    kind: str


def trial_of(error: LearnerFailure, asked: Question | None, seen: Sequence[Observation]) -> Trial | None:
    """How a test ended; None where it asked nothing.

    Args:
        error: what ended it.
        asked: the last call, whatever came of it.
        seen: all calls that gave something, in order.
    """
    if isinstance(error, Missing) or asked is None:
        return None
    if not isinstance(error, CheckFailed) or error.given is None:
        expected = error.expected if isinstance(error, CheckFailed) else ()
        return Trial(error.function, asked, expected)
    # What was compared may be made of many calls, as a network's predictions are.
    calls = (
        one.question
        for one in reversed(seen)
        if isinstance(one.outcome, Returned) and one.outcome.value is error.given
    )
    return Trial(error.function, next(calls, None), error.expected)


def revealed(trial: Trial, catalogue: Catalogue) -> str:
    """What was asked and what is right, shortened; where nothing was compared, as the catalogue has it."""
    question, expected = trial.question, trial.expected
    parts = []
    if question is not None:
        written = [_written(one) for one in question.arguments]
        written += [f"{name} = {_written(value)}" for name, value in question.keywords.items()]
        parts.append(f"In this run, {trial.function} was called with\n{indent(chr(10).join(written), '  ')}")
        if not expected and not any(isinstance(one, Kept) for one in question.arguments):
            expected = _known(trial.function, question, catalogue)
    if expected:
        parts.append(f"What is right\n{indent(_written(expected[0]), '  ')}")
    text = "\n".join(parts)
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]} ..."


def _known(function: str, question: Question, catalogue: Catalogue) -> tuple[Any, ...]:
    match right_outcome(catalogue, function, question):
        case Returned(value=np.ndarray() | np.generic() | int() | float() as value):
            return (value,)
        case Refused(kinds=(kind, *_)):
            return (_Error(kind),)
    return ()


def _written(value: Any) -> str:
    if isinstance(value, np.ndarray):
        numbers = np.array2string(
            np.squeeze(value),
            separator=", ",
            precision=5,
            threshold=_MOST_NUMBERS,
            edgeitems=2,
            max_line_width=76,
        )
        return f"{describe(value)}:\n{numbers}"
    if isinstance(value, _Error):
        return f"to raise a {value.kind}"
    if isinstance(value, type):
        return f"to raise a {value.__name__}"
    if isinstance(value, Kept):
        return describe(value)
    if isinstance(value, np.generic):
        value = value.item()
    return repr(value) if len(repr(value)) <= _MOST_NUMBERS else f"{repr(value)[:_MOST_NUMBERS]} ..."
