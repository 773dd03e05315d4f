"""A grading worksheet as Moodle writes it, in any language.

Format: `assign_grading_table` in mod/assign/gradingtable.php, and mod/assign/feedback/offline/ of
moodle/moodle. Its headings are in the site's language, and an import knows columns by them, so they stay as
they are. Here columns are known by place and content: the first holds a word and the learner's number
(`Participant 123`), the maximum is the same in all lines with the grade before it and "can the grade be
changed" after it, and the last times are when a grade was given, followed by the comments.
"""

import re
from pathlib import Path

from grading.exchange.matching import Line, folded, joined
from grading.exchange.sheets import Sheet
from grading.results import Result
from grading.unusable import Unusable

WHAT = "a grading worksheet that Moodle exported (the assignment's Submissions, Download grading worksheet)"

_NUMBERED = re.compile(r"(?P<word>\D*)(?P<number>\d+)")
_DECIMAL = re.compile(r"(\d+)([.,]\d+)?")
_LONGEST_TIME = 60  # characters; a comment may hold what looks like a time
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
# "Yes" and "no" in some of Moodle's languages; in another one, locked grades are left to Moodle's import.
_YES = frozenset(
    ("yes", "ja", "oui", "sí", "si", "sì", "sim", "да", "так", "tak", "kyllä", "ano", "áno", "igen")
)
_NO = frozenset(
    ("no", "nein", "non", "não", "nee", "nej", "nei", "нет", "ні", "nie", "ei", "ne", "nem", "nu")
)


class Worksheet:
    """A worksheet and what its columns are.

    Args:
        sheet: its cells.
        path: where it came from, for messages.
        grade: heading of the grades' column; None to find it.
        comments: heading of the comments' column; None to find it.

    Attributes:
        sheet: the cells.
        grade: the column of grades.
        maximum: the best grade there is.
        comma: whether this site writes decimals after a comma.
        comments: the column of comments; None where there is none.
        lines: a line a learner.

    Raises:
        Unusable: it is no worksheet, grades by a scale, or it is not clear which column holds what.
    """

    def __init__(
        self, sheet: Sheet, path: Path, grade: str | None = None, comments: str | None = None
    ) -> None:
        self.sheet = sheet
        self._path = path
        if not sheet.column(0) or not all(_NUMBERED.fullmatch(cell.strip()) for cell in sheet.column(0)):
            raise Unusable(
                f"{path}: the first column, {sheet.header[0]!r}, does not hold a learner's number in "
                f"each line "
                f"(such as `Participant 123`). Expected {WHAT}."
            )
        self.grade = self._find_grade() if grade is None else self._named(grade, "--grade-column")
        best = sheet.column(self.grade + 1)[0] if self.grade + 1 < len(sheet.header) else ""
        if not _DECIMAL.fullmatch(best.strip()):
            raise Unusable(
                f"{path}: beside the grades, {self._heading(self.grade + 1)!r} should hold the maximum "
                f"grade, but "
                f"holds {best[:40]!r}. Grades by a scale can't be filled in: let the assignment grade "
                f"by points."
            )
        self.maximum = number(best)
        self.comma = any("," in cell for cell in sheet.column(self.grade) + sheet.column(self.grade + 1))
        self._locked = self._find_locked()
        self.comments = (
            self._find_comments() if comments is None else self._named(comments, "--comments-column")
        )
        self.lines = [self._line(place) for place, row in enumerate(sheet.rows) if row]

    @property
    def notices(self) -> list[str]:
        """Which columns were not found."""
        said = []
        if self.comments is None:
            said.append("No column for comments was found (is `Feedback comments` on?), so none are written.")
        if self._locked is None:
            said.append("Which grades are locked is not clear; an import leaves those alone.")
        return said

    def number_of(self, place: int) -> str:
        """The learner's number in this assignment."""
        found = _NUMBERED.fullmatch(self.sheet.rows[place][0].strip())
        return found["number"] if found else ""

    def agrees(self, result: Result, line: Line) -> bool:
        """Whether a line with the right number is the learner's: the number of a team may be another's.

        A download names the learner, or under blind marking nobody, in the word that is before the number.
        """
        name = result.arrival.name
        found = _NUMBERED.fullmatch(self.sheet.rows[line.place][0].strip())
        nobody = found is not None and folded(name) == folded(found["word"])
        return not name or nobody or joined(line.name) in joined(name)

    def is_locked(self, place: int) -> bool:
        """Whether Moodle says that this grade can't be changed."""
        return self._locked is not None and _word(self.sheet.rows[place][self._locked]) in _NO

    def written(self, grade: float) -> str:
        """A grade as this site writes it."""
        text = f"{grade:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self.comma else text

    def _line(self, place: int) -> Line:
        others = [cell.strip() for cell in self.sheet.rows[place][1 : self.grade]]
        ids = {f"field:{cell}" for cell in others if cell}
        return Line(place, frozenset({f"number:{self.number_of(place)}", *ids}), others[0] if others else "")

    def _find_grade(self) -> int:
        """The column whose right neighbour is the maximum."""
        width = len(self.sheet.header)
        fitting = [place for place in range(1, width - 2) if self._are_grades(place)]
        if len(fitting) == 1:
            return fitting[0]
        found = " or ".join(repr(self._heading(place)) for place in fitting) or "none"
        raise Unusable(
            f"{self._path}: the column of grades, with the maximum grade beside it, is not clear: "
            f"{found}. Name "
            f"it by its heading with --grade-column. Expected {WHAT}, for an assignment that grades by "
            f"points."
        )

    def _are_grades(self, place: int) -> bool:
        best = {cell.strip() for cell in self.sheet.column(place + 1)}
        grades = [cell.strip() for cell in self.sheet.column(place)]
        if len(best) != 1 or not _DECIMAL.fullmatch(next(iter(best))):
            return False
        maximum = number(next(iter(best)))
        return maximum > 0 and all(
            not cell or (_DECIMAL.fullmatch(cell) is not None and number(cell) <= maximum) for cell in grades
        )

    def _find_locked(self) -> int | None:
        for place in range(self.grade + 2, min(self.grade + 4, len(self.sheet.header))):
            if all(_word(cell) in _YES | _NO for cell in self.sheet.column(place)):
                return place
        return None

    def _find_comments(self) -> int | None:
        """What follows the last column of times."""
        times = [
            place
            for place in range(self.grade + 2, len(self.sheet.header))
            if all(cell.strip() in ("", "-") or _is_time(cell) for cell in self.sheet.column(place))
            and any(cell.strip() for cell in self.sheet.column(place))
        ]
        return times[-1] + 1 if times and times[-1] + 1 < len(self.sheet.header) else None

    def _named(self, heading: str, option: str) -> int:
        if self.sheet.header.count(heading) != 1:
            raise Unusable(
                f"{self._path} has no single column {heading!r}, which {option} names. Its columns: "
                f"{', '.join(self.sheet.header)}."
            )
        return self.sheet.header.index(heading)

    def _heading(self, place: int) -> str:
        return self.sheet.header[place] if place < len(self.sheet.header) else ""


def number(text: str) -> float:
    """A number with a decimal point or comma."""
    return float(text.strip().replace(",", "."))


def _is_time(cell: str) -> bool:
    return len(cell) < _LONGEST_TIME and _TIME.search(cell) is not None


def _word(cell: str) -> str:
    return cell.strip().casefold()
