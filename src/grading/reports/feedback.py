"""The page that one learner is shown: what was looked at, how it went, and where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass

import jinja2

from grading.results import ExerciseScore, Outcome, Result, TestResult, tidy
from helpers.exercises import EXERCISES

_TITLES = {exercise.name: exercise.title for exercise in EXERCISES}

_OUTCOMES: dict[Outcome, str] = {
    "passed": "Right",
    "failed": "Not right yet",
    "error": "Raised an error",
    "timeout": "Took too long",
    "crashed": "Crashed",
    "missing": "Not written yet",
}


@dataclass(frozen=True)
class _Section:
    title: str
    score: ExerciseScore
    tests: Sequence[TestResult]


def feedback_page(result: Result) -> str:
    """A learner's page: one HTML file that loads nothing and runs nothing.

    Args:
        result: what grading found. Every text in it is shown as text, whatever it holds.
    """
    sections = [
        _Section(_title(name), score, [test for test in result.tests if test.exercise == name])
        for name, score in result.exercises.items()
        if score.max_score
    ]
    open_tests = [test for test in result.tests if test.outcome != "passed"]
    return _ENVIRONMENT.get_template("feedback.html").render(
        result=result, sections=sections, next_test=open_tests[0] if open_tests else None, outcomes=_OUTCOMES
    )


def _title(exercise: str) -> str:
    return _TITLES.get(exercise, exercise.capitalize())


def _idea(test: TestResult) -> str:
    return test.idea or test.name.removeprefix("test_").replace("_", " ").capitalize()


def _visible(text: str) -> str:
    """Without control characters, which a browser would drop or take for the end of the page."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else "\ufffd" for character in text
    )


_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("grading.reports"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters.update(idea=_idea, points=tidy, visible=_visible)
