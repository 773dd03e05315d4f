"""The page that one learner is shown: what was looked at, how it went, and where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from grading.reports.pages import heading, idea, render, title
from grading.results import AnswerResult, ExerciseScore, Outcome, Result, TestResult

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
    name: str
    title: str
    score: ExerciseScore
    tests: Sequence[TestResult]
    answers: Sequence[AnswerResult]

    @property
    def untried(self) -> bool:
        return bool(self.tests) and all(test.untried for test in self.tests)


def feedback_page(result: Result) -> str:
    """A learner's page: one HTML file that loads nothing and runs nothing.

    Args:
        result: what grading found. Every text in it is shown as text, whatever it holds.
    """
    sections = [
        _Section(
            name,
            title(name),
            score,
            [test for test in result.tests if test.exercise == name],
            result.answers if name == "answers" else (),
        )
        for name, score in result.exercises.items()
        if score.max_score
    ]
    return render(
        "feedback.html",
        result=result,
        sections=sections,
        next_step=_next_step(result),
        bonus_is_open=any(test.exercise == "bonus" and test.outcome != "passed" for test in result.tests),
        outcomes=_OUTCOMES,
    )


def _next_step(result: Result) -> str | None:
    """The first thing that is not right; the bonus, which nobody has to do, is none."""
    for test in result.tests:
        if test.exercise != "bonus" and test.outcome != "passed":
            said = test.message if test.outcome in ("error", "timeout", "crashed") else ""
            return said or idea(test)
    for answer in result.answers:
        if answer.points < answer.max_points:
            return heading(answer.question)
    return None
