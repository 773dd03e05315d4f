"""Tables that people keep in a spreadsheet: tolerant of how they are saved, strict about what they say."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading.defusing import restored
from grading.unusable import Unusable

_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Row:
    """A row of a table: where it stands, and its cells by column; a cell that is absent is empty."""

    file: Path
    line: int
    cells: Mapping[str, str]

    def unusable(self, wrong: str) -> Unusable:
        """The error that something is wrong with this row."""
        return Unusable(f"{self.file}, line {self.line}: {wrong}")


def read_table(path: Path, required: Sequence[str], optional: Sequence[str]) -> list[Row]:
    """The rows of a CSV file whose first line names its columns, in any order.

    Commas, semicolons or tabs may part the cells; a byte order mark, blank lines, spaces around a cell and
    short rows do no harm. Texts that were defused for spreadsheets are read as they were before.

    Args:
        path: the file, in UTF-8.
        required: columns that have to be there.
        optional: columns that may be there; no others may.

    Raises:
        Unusable: it can't be read so; the text names file, line, what is there and what is expected.
    """
    text = _text(path)
    header, _, _ = text.lstrip("\r\n").partition("\n")
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    columns: list[str] = []
    begun = 1
    try:
        for cells in reader:
            cells = [restored(unicodedata.normalize("NFC", cell.strip())) for cell in cells]
            line, begun = begun, reader.line_num + 1
            if not any(cells):
                continue
            if not columns:
                columns = _columns(path, line, cells, required, optional)
                continue
            named = dict.fromkeys((*required, *optional), "") | dict(zip(columns, cells, strict=False))
            row = Row(path, line, named)
            if any(cells[len(columns) :]):
                raise row.unusable(
                    f"it has {len(cells)} cells, expected {len(columns)}: {', '.join(columns)}. Put a cell "
                    f"that holds {_named(delimiter)} between double quotes."
                )
            rows.append(row)
    except csv.Error as error:
        raise Unusable(
            f"{path}, line {begun}: this is no CSV ({error}). Save the table as CSV again."
        ) from None
    if not columns:
        raise Unusable(f"{path} is empty, expected a first line with the columns {', '.join(required)}.")
    return rows


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unusable(f"{path} can't be read: {error.strerror}.") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unusable(
            f"{path}, line {line}: this is not in UTF-8. Save the table as 'CSV UTF-8' "
            "(in LibreOffice: character set Unicode (UTF-8))."
        ) from None


def _columns(
    path: Path, line: int, cells: Sequence[str], required: Sequence[str], optional: Sequence[str]
) -> list[str]:
    columns = [cell.casefold() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    expected = f"expected {', '.join(required)}"
    if optional:
        expected += f", and perhaps {', '.join(optional)}"
    for column in columns:
        if column not in required and column not in optional:
            raise Unusable(f"{path}, line {line}: there is a column {column!r}, {expected}.")
        if columns.count(column) > 1:
            raise Unusable(f"{path}, line {line}: there are two columns {column!r}, {expected}, each once.")
    absent = [column for column in required if column not in columns]
    if absent:
        raise Unusable(f"{path}, line {line}: there is no column {absent[0]!r}, {expected}.")
    return columns


def _named(delimiter: str) -> str:
    return {",": "a comma", ";": "a semicolon", "\t": "a tab"}[delimiter]
