"""When learners handed in, from a table: Moodle's grading worksheet, or two columns of one's own.

Moodle's `mod/assign/gradingtable.php` makes the worksheet ("Download grading worksheet"). Its first column is
a word for participant and the participant's number; "Last modified (submission)" stands before "Last modified
(grade)" and holds a date, or `-` where nothing was handed in. Headings and dates are in the language of the
site, the times in the zone of whoever downloads it.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from grading.archives import shown
from grading.intake import dates
from grading.intake.entries import Entry
from grading.unusable import Unusable

_OWN = ("student", "submitted_at")
_NOTHING = frozenset({"", "-"})
_LARGEST = 10_000_000
_LISTED = 10


@dataclass(frozen=True)
class Times:
    """When learners handed in.

    Attributes:
        table: what the table is called.
        known: by a platform's key of a learner, or by id.
        unread: likewise, texts that are no times the kit understands.
    """

    table: str
    known: Mapping[str, datetime]
    unread: Mapping[str, str]

    def added_to(self, entries: Sequence[Entry], notices: list[str]) -> list[Entry]:
        """The entries with their times; a learner's several submissions have none by one time.

        Args:
            entries: the class.
            notices: gets which times are missing, are nobody's or can't be read.
        """
        keys = [self._key(entry) for entry in entries]
        shared = {key for key, number in Counter(keys).items() if number > 1}
        timed = [
            replace(entry, arrival=replace(entry.arrival, submitted_at=self.known[key]))
            if key in self.known and key not in shared
            else entry
            for entry, key in zip(entries, keys, strict=True)
        ]
        without = [
            e.learner for e in timed if e.arrival.submitted_at is None and self._key(e) not in self.unread
        ]
        said = [f"{shown(key)} ({shown(text)})" for key, text in self.unread.items()]
        for what, learners in (
            ("these times can't be read, so they count as unknown", said),
            ("there is no time for", list(dict.fromkeys(without))),
            ("there are times of learners of whom nothing is here", sorted(set(self.known) - set(keys))),
            (
                "it is not clear which of several submissions has the time of",
                sorted(shared & set(self.known)),
            ),
        ):
            if learners:
                notices.append(f"{shown(self.table)}: {what}: {_listed(learners)}.")
        return timed

    def _key(self, entry: Entry) -> str:
        key = entry.arrival.key
        return key if key in self.known or key in self.unread else entry.learner


def read_times(path: Path, zone: tzinfo | None) -> Times:
    """Read a table of times.

    Args:
        path: a CSV file: Moodle's grading worksheet, or a table with columns `student` and `submitted_at`.
        zone: of the times that name none.

    Raises:
        Unusable: it is no such table, or its times are in no known zone.
    """
    rows = _rows(path)
    headings = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if set(_OWN) <= set(headings):
        who, when = (headings.index(name) for name in _OWN)
        cells = [(row[who].strip(), row[when]) for row in rows[1:]]
    elif len(rows) > 1 and all(re.fullmatch(r".*\D\d+", row[0].strip()) for row in rows[1:]):
        when = _moodles_column(path, rows)
        cells = [(re.findall(r"\d+", row[0])[-1], row[when]) for row in rows[1:]]
    else:
        raise Unusable(
            f"{path} is no table of times. Expected Moodle's grading worksheet as it was downloaded, or a "
            "CSV file with the columns student and submitted_at. Give such a file with --times."
        )
    twice = [key for key, number in Counter(key for key, _ in cells).items() if number > 1]
    if twice:
        raise Unusable(f"{path} names {shown(twice[0])} twice. Leave one time for each learner.")
    known: dict[str, datetime] = {}
    unread: dict[str, str] = {}
    for key, cell in cells:
        time = dates.parsed(cell, zone)
        if time is not None and time.tzinfo is None:
            raise Unusable(
                f"{path} says {shown(cell.strip())!r}, a time without a zone. Say in which zone that is, "
                "such as --timezone Europe/Berlin."
            )
        if time is not None:
            known[key] = time
        elif cell.strip() not in _NOTHING:
            unread[key] = cell.strip()
    return Times(path.name, known, unread)


def _rows(path: Path) -> list[list[str]]:
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise Unusable(
            f"{path} can't be read ({error.strerror}). Give the table of times with --times."
        ) from None
    except UnicodeDecodeError:
        raise Unusable(f"{path} is no UTF-8 text. Save it as CSV in UTF-8 (not as an Excel file).") from None
    if len(content) > _LARGEST:
        raise Unusable(f"{path} is larger than {_LARGEST / 1e6:g} MB: no table of one class.")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise Unusable(f"{path} is no CSV file: {error}.") from None
    width = len(rows[0]) if rows else 0
    return [row + [""] * (width - len(row)) for row in rows]


def _moodles_column(path: Path, rows: Sequence[Sequence[str]]) -> int:
    """The first column whose cells are all times or `-`: the submissions', which come before the grades'."""
    for column in range(1, len(rows[0])):
        cells = [row[column].strip() for row in rows[1:]]
        if all(cell == "-" or _like_a_time(cell) for cell in cells):
            return column
    raise Unusable(
        f"{path} has no column with the times of the submissions. Download Moodle's grading worksheet anew, "
        "with all of its columns."
    )


def _like_a_time(cell: str) -> bool:
    """Whether it is a time in any language: with a year and a time of day."""
    return bool(
        re.search(r"(?<!\d)\d{4}(?!\d)", cell) and re.search(r"(?<!\d)\d{1,2}\D{1,2}\d\d(?!\d)", cell)
    )


def _listed(names: Iterable[str]) -> str:
    names = [shown(name) for name in names]
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"{', '.join(names[:_LISTED])}{more}"
