"""The table of a class, as programs and spreadsheets read it."""

from collections.abc import Iterable

from grading.reports.cells import cell, points, table
from grading.results import EXERCISE_NAMES, Result

COLUMNS = (
    "student",
    "score",
    "max_score",
    *EXERCISE_NAMES,
    "status",
    "needs_review",
    "attempt",
    "submitted_at",
    "late_penalty",
    "adjustment",
    "final",
)


def grades_csv(results: Iterable[Result]) -> str:
    """`grades.csv`: a header and one line a learner, sorted by id.

    A cell is empty where there is no score: of an exercise that was not graded, of all where the kit failed.
    """
    return table(COLUMNS, (_row(result) for result in sorted(results, key=lambda result: result.student)))


def _row(result: Result) -> list[str]:
    scores = [
        points(exercise.score) if exercise.max_score else ""
        for exercise in (result.exercises[name] for name in EXERCISE_NAMES)
    ]
    return [
        cell(result.student),
        points(result.score),
        points(result.max_score),
        *scores,
        result.status,
        "true" if result.needs_review else "false",
        str(result.attempt),
        moment.isoformat() if (moment := result.arrival.submitted_at) else "",
        points(result.late_penalty),
        points(result.adjustment),
        points(result.final),
    ]
