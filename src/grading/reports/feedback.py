"""The page that one learner is shown: what was looked at, how it went, and where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from grading.policy.course import NO_COURSE, Course, Level
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


def feedback_page(result: Result, level: Level = "ideas", course: Course = NO_COURSE) -> str:
    """A learner's page: one HTML file that loads nothing and runs nothing.

    Args:
        result: what counts for the learner. Every text in it is shown as text, whatever it holds.
        level: how much is shown. `none`: that something came, and why it could not be read. `scores`: the
            points of each exercise, and how the final score comes about. `ideas`: what each test looks at,
            how it went, and what was made of the answers. `full`: this run's inputs and right answers too.
        course: how late days and the bonus count, and whom learners ask.
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
    moment = result.arrival.submitted_at
    return render(
        "feedback.html",
        result=result,
        submitted_at=moment and moment.astimezone(course.timezone or moment.tzinfo),
        what=_what,
        sections=sections,
        next_step=_next_step(result),
        bonus_is_open=any(test.exercise == "bonus" and test.outcome != "passed" for test in result.tests),
        outcomes=_OUTCOMES,
        shows_scores=level != "none",
        shows_ideas=level in ("ideas", "full"),
        shows_all=level == "full",
        course=course,
        is_adjusted=bool(result.late_penalty or result.adjustments or result.final != result.score),
    )


def _what(of: str, result: Result) -> str:
    """How a learner is told what an adjustment is about."""
    for test in result.tests:
        if test.name == of:
            return idea(test)
    if any(answer.question == of for answer in result.answers):
        return heading(of)
    return title(of) if of in result.exercises else heading(of)


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
