"""A gradebook that Canvas exported, with one assignment's column filled in.

Format: lib/gradebook_exporter.rb and lib/gradebook_importer.rb of instructure/canvas-lms. The importer goes
by the assignment's id in its heading and by the learner's ID, then SIS ids, then the name. `Points Possible`
is a row of its own below the header, perhaps after one that says `Manual Posting` (`Muted` in older exports);
`(read only)` in it marks columns that an import leaves alone.
"""

import argparse
import re
from pathlib import Path

from grading.exchange.arguments import add_class, add_raw, named_path
from grading.exchange.canvas_feedback import feedback_zip
from grading.exchange.files import check_out, write_file
from grading.exchange.graded_class import GradedClass
from grading.exchange.matching import Line, Matched, match
from grading.exchange.scores import exported, scaled
from grading.exchange.sheets import Sheet
from grading.fields import Number
from grading.reports.cells import points
from grading.results import Result
from grading.unusable import Unusable

SUMMARY = "a gradebook that Canvas exported, with the assignment's column filled in"

_WHAT = "a gradebook that Canvas exported (Grades, Export)"
_ASSIGNMENT = re.compile(r"(?P<name>.*) \((?P<id>\d+)\)", re.DOTALL)
_TOTALS = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_NOT_GRADED = ("EX", "N/A")  # excused, not assigned
_ID_COLUMNS = {"ID": "id", "SIS User ID": "sis", "SIS Login ID": "login", "Integration ID": "integration"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit export canvas`."""
    add_class(parser, "the CSV to write, for Canvas's import")
    parser.add_argument(
        "--roster", type=named_path, required=True, metavar="GRADEBOOK", help="the CSV that Canvas exported"
    )
    parser.add_argument(
        "--column", metavar="NAME", help='the assignment, as in "CNN (1234)"; needed where there are more'
    )
    parser.add_argument(
        "--feedback",
        type=named_path,
        metavar="ZIP",
        help="also write the learners' pages under the names of Canvas's bulk download, to be uploaded there",
    )
    add_raw(parser)


def export(arguments: argparse.Namespace) -> list[str]:
    """Fill in the gradebook.

    Raises:
        Unusable: a file can't be used, or it is not clear which column is meant.
    """
    outs = [arguments.out] + ([arguments.feedback] if arguments.feedback else [])
    for out in outs:
        check_out(out, arguments.results, [arguments.roster])
    graded = GradedClass.read(arguments.results)
    gradebook = Gradebook(Sheet.read(arguments.roster, _WHAT), arguments.roster, arguments.column)
    matched = match(graded.results, gradebook.lines, lambda result: _ids_of(result, graded))
    said = gradebook.fill_in(matched, graded.max_score, arguments.raw)
    said.insert(0, f"written: {write_file(arguments.out, gradebook.sheet.text())}")
    if arguments.feedback:
        contents, without = feedback_zip(graded)
        said.append(f"written: {write_file(arguments.feedback, contents)}")
        said += without
    return [*said, *matched.notices(arguments.roster.name), *graded.notices()]


class Gradebook:
    """An exported gradebook.

    Args:
        sheet: its cells.
        path: where it came from, for messages.
        wanted: the assignment's heading, its name or its id; None where there is only one.

    Attributes:
        sheet: the cells, which `fill_in` changes.
        heading: the assignment's heading.
        lines: a line a learner; the test student is none.

    Raises:
        Unusable: it is no gradebook, or it is not clear which column is meant.
    """

    def __init__(self, sheet: Sheet, path: Path, wanted: str | None) -> None:
        self.sheet = sheet
        self._path = path
        header = sheet.header
        first = header[:2]
        if not ("Student" in first[0] and "ID" in first[1]) and header[:3] != ["LastName", "FirstName", "ID"]:
            raise Unusable(
                f"{path} begins with {', '.join(header[:3])!r}, not with Student, ID. Expected {_WHAT}, "
                f"in English "
                "headings as Canvas always writes them."
            )
        self._possible = self._points_row()
        self._column = self._find_column(wanted)
        self.heading = header[self._column]
        self.lines = list(self._learners())

    def fill_in(self, matched: Matched, most: Number, raw: bool) -> list[str]:
        """Write the scores, which are out of `most`, and say what an instructor should know of it."""
        possible = _number(self.sheet.rows[self._possible][self._column])
        filled = replaced = 0
        left = []
        for place, result in matched.results.items():
            score = exported(result, raw)
            row = self.sheet.rows[place]
            before = row[self._column].strip()
            if score is None:
                continue
            if before.upper() in _NOT_GRADED:
                left.append(f"{result.student} ({before})")
                continue
            row[self._column] = points(scaled(score, most, possible or most))
            filled += 1
            replaced += before not in ("", "-") and _number(before) != _number(row[self._column])
        said = [f"Filled in: {self.heading}, {filled} scores."]
        if possible and possible != most:
            said.append(
                f"{self.heading} has {points(possible)} points, so scores out of {points(most)} were scaled."
            )
        if replaced:
            said.append(f"{replaced} scores in the file were other ones and are replaced.")
        if left:
            said.append(f"Left as Canvas has them, excused or not assigned: {', '.join(left)}.")
        return said

    def _points_row(self) -> int:
        for place, row in enumerate(self.sheet.rows[:3]):
            if row and "Points Possible" in row[0]:
                return place
        raise Unusable(
            f"{self._path} has no line `Points Possible` below its header. Expected {_WHAT}, with all "
            f"its lines."
        )

    def _find_column(self, wanted: str | None) -> int:
        possible = self.sheet.rows[self._possible]
        columns = {
            place: heading
            for place, heading in enumerate(self.sheet.header)
            if _ASSIGNMENT.fullmatch(heading)
            and not _TOTALS.search(heading)
            and "read only" not in possible[place]
        }
        fitting = [place for place, heading in columns.items() if wanted is None or _is(heading, wanted)]
        if len(fitting) == 1:
            return fitting[0]
        given = "" if wanted is None else f", and --column {wanted!r} fits {len(fitting) or 'none'} of them"
        offered = "; ".join(columns.values()) or "none"
        raise Unusable(
            f"{self._path} has these assignments{given}: {offered}. Name one with its number: --column "
            '"CNN (1234)". (Make the assignment in Canvas first, then export the gradebook.)'
        )

    def _learners(self) -> list[Line]:
        header = self.sheet.header
        places = {place: _ID_COLUMNS[name] for place, name in enumerate(header) if name in _ID_COLUMNS}
        lines = []
        for place, row in enumerate(self.sheet.rows):
            if place <= self._possible or not row or not any(cell.strip() for cell in row):
                continue
            name = f"{row[0]}, {row[1]}" if header[0] == "LastName" else row[0]
            if name.strip() == "Student, Test":
                continue
            ids = frozenset(f"{kind}:{row[at].strip()}" for at, kind in places.items() if row[at].strip())
            lines.append(Line(place, ids, name.removeprefix('="').removesuffix('"')))
        return lines


def _is(heading: str, wanted: str) -> bool:
    parts = _ASSIGNMENT.fullmatch(heading)
    return parts is not None and wanted.strip() in (heading.strip(), parts["name"].strip(), parts["id"])


def _ids_of(result: Result, graded: GradedClass) -> list[str]:
    if result.arrival.source == "canvas" and result.student not in graded.shared:
        # Under anonymous grading the key is no user id, though it may look like one.
        return [] if result.student.startswith("anon_") else [f"id:{result.arrival.key}"]
    return [f"{kind}:{result.student}" for kind in _ID_COLUMNS.values()]


def _number(text: str) -> float | None:
    """A number as Canvas writes it in any language: the last of `.` and `,` parts the decimals."""
    if not re.fullmatch(r"-?[0-9.,\s]+", text.strip()) or not any(map(str.isdigit, text)):
        return None
    whole, _, decimals = re.sub(r"\s", "", text).replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '')}.{decimals}" if whole else decimals)
