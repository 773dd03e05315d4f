"""Results for the tests of exports."""

from dataclasses import replace
from typing import Any

from grading.arrivals import Arrival
from grading.results import Adjustment, AnswerResult, Result, TestResult


def result_of(student: str, lost: float = 0, **facts: Any) -> Result:
    """A result of 100 points less `lost`; `facts` are fields of `Result`."""
    tests = [
        TestResult(
            "relu_keeps", "convolution", 60 - lost, 60, "failed" if lost else "passed", "Two\nlines, <b>"
        ),
        TestResult("max_pool_one", "pooling", 20, 20, "passed", idea="One map is pooled"),
        TestResult("train_step_learns", "bonus", 0, 10, "missing"),
    ]
    answer = AnswerResult("max_pooling", 20, 20, ("takes_maximum",), (), 0.9, False, (), "You say it.")
    result = Result.from_tests(student, tests, [answer], digest="d", kit_version="0.1.0")
    return replace(result, final=result.score, **facts) if "final" not in facts else replace(result, **facts)


def awaiting(result: Result) -> Result:
    """The same, with an answer that a person should read."""
    answer = replace(result.answers[0], points=10, needs_review=True)
    return replace(result, answers=(answer,))


def ungraded(student: str) -> Result:
    """The kit failed."""
    return Result.without_tests(
        student, "ungraded", "The judge died.", {"convolution": 100}, digest="d", kit_version="0.1.0"
    )


def settled(result: Result, penalty: float, change: float, reason: str) -> Result:
    """The same, late and adjusted."""
    adjustment = Adjustment("relu_keeps", 60, change, reason, "Dr. Who")
    assert result.score is not None
    return replace(
        result,
        late_penalty=penalty,
        adjustments=(adjustment,),
        adjustment=change,
        final=result.score - penalty + change,
    )


def came_from(result: Result, source: Any, key: str, name: str, *entries: str) -> Result:
    """The same, from a platform's bulk download."""
    return replace(result, arrival=Arrival(source, key, name, entries))
