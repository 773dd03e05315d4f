"""Cells of a table that programs read and people open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from grading.fields import Number
from grading.results import tidy

# What a spreadsheet takes for a formula where a cell begins, perhaps after it has dropped spaces and quotes.
# The wide signs are what a keyboard for Chinese or Japanese types. A text has more than one such place: where
# semicolons part the cells (Excel in half of Europe), each of them begins one, and so does each line.
_FORMULA = re.compile(
    r"""^(?=[\t\r\n])|(^|[\n\r\t;])(?=(?:[^\S\n\r\t]|["'])*[=+\-@\uff1d\uff0b\uff0d\uff20])"""
)


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
    return "".join(_printable(character) for character in _defused(text))


def paragraphs(text: str) -> str:
    r"""Like `cell`, but line ends and tabs stay, the former as "\n"."""
    lines = _defused(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character if character in "\n\t" else _printable(character) for character in lines)


def _printable(character: str) -> str:
    return character if character.isprintable() else "\ufffd"


def _defused(text: str) -> str:
    return _FORMULA.sub(r"\1'", text)
