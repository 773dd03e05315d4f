"""Tables that a platform gave and wants back: what is not filled in stays as it came."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from grading.unusable import Unusable

_BOM = "\ufeff"
_DELIMITERS = ",;\t"


@dataclass
class Sheet:
    """A CSV file's cells, and how it is written.

    Attributes:
        header: the first line.
        rows: the others; every row is at least as long as the header.
        delimiter: what parts cells.
        line_end: what parts rows.
        bom: whether it began with a byte order mark.
    """

    header: list[str]
    rows: list[list[str]] = field(default_factory=list)
    delimiter: str = ","
    line_end: str = "\n"
    bom: bool = False

    @classmethod
    def read(cls, path: Path, what: str) -> Self:
        """Read a file.

        Args:
            path: the file.
            what: what it should be, for messages: "a gradebook that Canvas exported".

        Raises:
            Unusable: it is not there, no UTF-8, no CSV, or has no line below its header.
        """
        try:
            text = path.read_bytes().decode("utf-8")
        except OSError as error:
            raise Unusable(f"{path} can't be read ({error.strerror}). Expected {what}.") from error
        except UnicodeDecodeError as error:
            raise Unusable(
                f"{path} is not UTF-8 text (byte {error.start}). Expected {what}, as it was downloaded: "
                f"where a "
                'spreadsheet saved it, save it again as "CSV UTF-8".'
            ) from error
        bom = text.startswith(_BOM)
        text = text.removeprefix(_BOM)
        first, _, _ = text.partition("\n")
        delimiter = max(_DELIMITERS, key=first.count)
        try:
            lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise Unusable(f"{path} is no CSV table ({error}). Expected {what}.") from error
        if len(lines) < 2 or len(lines[0]) < 2:
            raise Unusable(f"{path} holds no table with lines below a header. Expected {what}.")
        width = len(lines[0])
        rows = [line + [""] * (width - len(line)) if line else line for line in lines[1:]]
        return cls(lines[0], rows, delimiter, "\r\n" if first.endswith("\r") else "\n", bom)

    def text(self) -> str:
        """The file's text."""
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=self.delimiter, lineterminator=self.line_end)
        writer.writerows([self.header, *self.rows])
        return (_BOM if self.bom else "") + stream.getvalue()

    def column(self, place: int) -> list[str]:
        """The cells of a column below its header, without empty lines'."""
        return [row[place] for row in self.rows if row]
