"""Which score leaves the house, on which scale, and what is said of how it came about."""

from collections.abc import Sequence

from grading.fields import Number
from grading.reports.pages import heading, title, words
from grading.results import Result, tidy

_DIGITS = 2  # as many as Canvas and Moodle show and compare


def exported(result: Result, raw: bool = False) -> Number | None:
    """The score that is exported.

    Args:
        result: a learner's result.
        raw: leave out what the course adds: late penalty, adjustments, the bonus as the course says.

    Returns:
        What counts in the course, or the raw score; None where the kit failed.
    """
    return result.score if raw or result.final is None else result.final


def scaled(score: Number, of: Number, to: Number) -> Number:
    """A score out of `of`, as one out of `to`, with two digits."""
    return tidy(round(score * to / of, _DIGITS)) if of else 0


def reckoning(result: Result) -> list[str]:
    """How a score came about, in lines for the learner: exercises, penalty, what persons decided."""
    if result.status == "absent":
        return ["Nothing has come in."]
    if result.score is None:
        return []
    lines = [
        f"{title(name)}: {tidy(exercise.score)} of {tidy(exercise.max_score)} points"
        for name, exercise in result.exercises.items()
        if exercise.score is not None and exercise.max_score
    ]
    return [*([result.problem] if result.problem else []), *lines, *changes(result)]


def changes(result: Result) -> list[str]:
    """What was added to or taken off the raw score, and why: a line each."""
    lines = [f"Handed in late: -{tidy(result.late_penalty)} points"] if result.late_penalty else []
    lines += [
        f"{_name(one.of, result)}: {'+' if one.change >= 0 else ''}{tidy(one.change)} points. {one.reason}"
        for one in result.adjustments
    ]
    return lines


def _name(of: str, result: Result) -> str:
    if of in result.exercises:
        return title(of)
    questions: Sequence[str] = [answer.question for answer in result.answers]
    return heading(of) if of in questions else words(of.removeprefix("test_")).capitalize()
