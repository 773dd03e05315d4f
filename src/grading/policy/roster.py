"""Reads `roster.csv`: who is enrolled, in which group, with which extension."""

from pathlib import Path
from zoneinfo import ZoneInfo

from grading.policy.course import EVERYONE, Enrolled
from grading.policy.moments import NoMoment, moment_of
from grading.policy.tables import read_table
from grading.unusable import Unusable


def read_roster(path: Path, zone: ZoneInfo | None) -> dict[str, Enrolled]:
    """Everyone on the roster, by id, in its order.

    Args:
        path: a table with the column `student` and perhaps `name`, `email`, `group`, `due`.
        zone: the course's time zone, in which a `due` without an offset is meant.

    Raises:
        Unusable: the table can't be read, or says what can't be; the text names file and line.
    """
    roster: dict[str, Enrolled] = {}
    lines: dict[str, int] = {}
    for row in read_table(path, ("student",), ("name", "email", "group", "due")):
        student, due = row.cells["student"], row.cells["due"]
        if not student:
            raise row.unusable("there is no student's id in this line. Give one, or remove the line.")
        if student == EVERYONE:
            raise row.unusable(f"{EVERYONE!r} is nobody's id: in overrides.csv it stands for everyone.")
        if student in roster:
            raise row.unusable(
                f"{student!r} stands in line {lines[student]} already. Remove one of the two lines."
            )
        lines[student] = row.line
        try:
            own = moment_of(due, zone) if due else None
        except NoMoment as error:
            raise row.unusable(f"due is {due!r}, {error}.") from None
        roster[student] = Enrolled(student, row.cells["name"], row.cells["email"], row.cells["group"], own)
    if not roster:
        raise Unusable(f"{path} names nobody. Give each student a line, or remove the file.")
    return roster
