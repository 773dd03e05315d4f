"""Reads `overrides.csv`: what persons decided otherwise than the kit."""

import math
from collections.abc import Collection, Mapping
from pathlib import Path

from grading.policy.course import EVERYONE, Enrolled, Override
from grading.policy.tables import Row, read_table
from grading.policy.worth import Worth
from grading.unusable import Unusable

FILE_NAME = "overrides.csv"


def read_overrides(
    path: Path, roster: Mapping[str, Enrolled] | None, worth: Worth | None
) -> tuple[Override, ...]:
    """Every line, in the table's order.

    Args:
        path: a table with the columns `student`, `test_or_exercise`, `points`, `reason` and perhaps `by`.
        roster: who may be named beside `*`; None where there is no roster.
        worth: what may be named, and how much it may give; None where that is not looked at.

    Raises:
        Unusable: the table can't be read, or says what can't be; the text names file and line.
    """
    overrides: dict[tuple[str, str], Override] = {}
    for row in read_table(path, ("student", "test_or_exercise", "points", "reason"), ("by",)):
        one = _override(row, worth)
        if roster is not None and one.student not in (EVERYONE, *roster):
            raise row.unusable(
                f"{one.student!r} is not on the roster. Expected the id of someone in roster.csv, or "
                f"{EVERYONE!r} for everyone."
            )
        earlier = overrides.get((one.student, one.of))
        if earlier is not None:
            raise row.unusable(
                f"{one.student!r} has other points for {one.of!r} in line {earlier.line} already. Remove "
                "one of the two lines."
            )
        overrides[one.student, one.of] = one
    return tuple(overrides.values())


def require_known(overrides: Collection[Override], students: Collection[str]) -> None:
    """Check that overrides name nobody of whom nothing came; for a course without a roster.

    Raises:
        Unusable: one does; the text names file and line.
    """
    for one in overrides:
        if one.student != EVERYONE and one.student not in students:
            raise Unusable(
                f"{FILE_NAME}, line {one.line}: nothing came from {one.student!r}, and there is no "
                f"roster.csv that names them. Expected the id of a submission, or {EVERYONE!r} for everyone."
            )


def _override(row: Row, worth: Worth | None) -> Override:
    student, points, reason = row.cells["student"], row.cells["points"], row.cells["reason"]
    of = row.cells["test_or_exercise"].removeprefix("test_")
    if not student:
        raise row.unusable(f"there is no student's id in this line. Give one, or {EVERYONE!r} for everyone.")
    if not reason:
        raise row.unusable("there is no reason in this line. Give one: the learner is shown it.")
    most = math.inf if worth is None else worth.most(of)
    if most is None:
        raise row.unusable(
            f"{of!r} is no exercise, function, question or hidden test. Expected a name such as 'pooling', "
            "'max_pool', 'max_pooling', or a test's as in results/<student>.json."
        )
    try:
        given = float(points.replace(",", "."))
    except ValueError:
        given = math.nan
    if not 0 <= given <= most:
        limit = "" if most == math.inf else f" to {most:g}, which is what {of!r} is worth"
        raise row.unusable(f"points is {points!r}, expected a number from 0{limit}.")
    return Override(student, of, given, reason, row.cells["by"], row.line)
