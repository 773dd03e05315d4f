"""Cells of a table that programs read and people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from grading.defusing import defused
from grading.fields import Number
from grading.results import tidy


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A header and the rows, as CSV; the cells are made by `points`, `cell` and `paragraphs`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def points(score: Number | None) -> str:
    """Points as people write them; empty where there is no score."""
    return "" if score is None else str(tidy(score))


def cell(text: str) -> str:
    """A text in one line that no spreadsheet runs; what can't be printed is replaced."""
    # A line end would split the row even for readers of CSV: Python's own writer leaves a lone \r unquoted.
    return "".join(_printable(character) for character in defused(text))


def paragraphs(text: str) -> str:
    r"""Like `cell`, but line ends and tabs stay, the former as "\n"."""
    lines = defused(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character if character in "\n\t" else _printable(character) for character in lines)


def _printable(character: str) -> str:
    return character if character.isprintable() else "\ufffd"
