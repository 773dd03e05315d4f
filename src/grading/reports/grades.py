"""The table of a class, as programs and spreadsheets read it."""

import csv
import io
from collections.abc import Iterable

from grading.fields import Number
from grading.results import EXERCISE_NAMES, Result, tidy

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

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def grades_csv(results: Iterable[Result]) -> str:
    """`grades.csv`: a header and one line a learner, sorted by id.

    A cell is empty where there is no score: of an exercise that was not graded, of all where the kit failed.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for result in sorted(results, key=lambda result: result.student):
        table.writerow(_row(result))
    return text.getvalue()


def _row(result: Result) -> list[str]:
    scores = [
        _points(exercise.score) if exercise.max_score else ""
        for exercise in (result.exercises[name] for name in EXERCISE_NAMES)
    ]
    return [
        _cell(result.student),
        _points(result.score),
        _points(result.max_score),
        *scores,
        result.status,
        "true" if result.needs_review else "false",
        "1",  # attempt
        "",  # submitted_at
        "0",  # late_penalty
        "0",  # adjustment
        _points(result.score),
    ]


def _points(score: Number | None) -> str:
    return "" if score is None else str(tidy(score))


def _cell(text: str) -> str:
    # A line end would split the row even for readers of CSV: Python's own writer leaves a lone \r unquoted.
    shown = "".join(character if character.isprintable() else "\ufffd" for character in text)
    return f"'{shown}" if text.startswith(_RUN_BY_SPREADSHEETS) else shown
