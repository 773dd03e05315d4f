"""Entries whose names become ids, and so names of files, cells and text on pages."""

import os
from pathlib import Path

from tests.handed_in import make_folder
from tests.red_team.malformed.malformed import POOLING, POOLING_POINTS, Malformed, malformed


def _named(name: str, student: str, tries: str, holds: str) -> Malformed:
    """An empty folder whose name is what it is about."""

    def make(submissions: Path) -> None:
        make_folder(submissions / student, {})

    make.__name__ = name
    return malformed(tries, holds, student=student)(make)


@malformed(
    tries="run as a formula in the instructor's spreadsheet",
    holds="it is graded, and its name is text in every table",
    points=POOLING_POINTS,
    student='=HYPERLINK("http:x","click")',
)
def formula(submissions: Path) -> None:
    make_folder(submissions / '=HYPERLINK("http:x","click")', {"pooling.py": POOLING})


NAMES = (
    formula,
    _named(
        "formula_behind_a_semicolon",
        "anna;@SUM(1+1)",
        "begin a cell of its own where semicolons part cells",
        "its name is text in every table",
    ),
    _named("markup", "<img src=x onerror=alert(1)>", "run in the browser", "its name is text on every page"),
    _named(
        "escapes",
        "\x1b]0;mine\x07\x1b[2J\x9b31m\r\n",
        "steer the terminal, and end the line of a table",
        "no control character reaches the terminal or a table",
    ),
    _named(
        "turned_text",
        "\u202eanna\u2066\u200f",
        "be read backwards, as somebody else",
        "nothing that turns text reaches a page, a table or the name of a file",
    ),
    _named(
        "no_text",
        os.fsdecode(b"\xff\xfe\xe9"),
        "have a name of bytes that no encoding knows",
        "it has a result as any other",
    ),
    _named("longest_name", "\xe9" * 127, "leave no room for what is added to names", "it has a result"),
    _named("device", "NUL", "be a device where results are copied to Windows", "its files have another name"),
    _named(
        "way_up", "up\\..\\..\\grades", "lead out of the folder on Windows", "its files have another name"
    ),
    _named("twin", "malformed twin", "take the files of an id that differs in case", "each has its own"),
    _named(
        "other_twin", "Malformed Twin", "take the files of an id that differs in case", "each has its own"
    ),
)
