"""What a learner is told on a platform, in lines with points; how much, a course's level says."""

from dataclasses import dataclass
from typing import get_args

from grading.fields import Number
from grading.policy.course import Level
from grading.reports.pages import heading, idea, title
from grading.results import Result

LEVELS: tuple[Level, ...] = get_args(Level)
"""From nothing to everything."""

_AWAITED = "A person will read this answer, so its points may still change."


@dataclass(frozen=True)
class Told:
    """One line.

    Attributes:
        name: what it is about, in the learner's words.
        points: points won.
        max_points: points to be won.
        text: what is said beside the points; may be empty.
        bonus: whether its points are on top.
    """

    name: str
    points: Number
    max_points: Number
    text: str = ""
    bonus: bool = False

    @property
    def passed(self) -> bool:
        """Whether nothing is missing."""
        return self.points >= self.max_points


def least(*levels: Level) -> Level:
    """The level that shows the least."""
    return min(levels, key=LEVELS.index)


def most(*levels: Level) -> Level:
    """The level that shows the most."""
    return max(levels, key=LEVELS.index)


def told_of_code(result: Result, level: Level) -> tuple[Told, ...]:
    """What is told of the tests.

    At `scores` a line an exercise; at `ideas` a line a test; at `full` with what this run asked and what is
    right.
    """
    if level == "none":
        return ()
    if level == "scores" or not result.tests:
        return tuple(
            Told(title(name), exercise.score, exercise.max_score, bonus=name == "bonus")
            for name, exercise in result.exercises.items()
            if name != "answers" and exercise.score is not None and exercise.max_score
        )
    return tuple(
        Told(
            idea(test),
            test.points,
            test.max_points,
            "\n".join(filter(None, (test.message, test.revealed if level == "full" else ""))),
            bonus=test.exercise == "bonus",
        )
        for test in result.tests
    )


def told_of_answers(result: Result, level: Level) -> tuple[Told, ...]:
    """What is told of the written answers: at `scores` their points, from `ideas` on what is missing."""
    if level == "none":
        return ()
    return tuple(
        Told(
            heading(answer.question),
            answer.points,
            answer.max_points,
            "\n".join(
                filter(
                    None,
                    (answer.message if level != "scores" else "", _AWAITED if answer.needs_review else ""),
                )
            ),
        )
        for answer in result.answers
    )
