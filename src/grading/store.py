"""Keeps results in a folder, each written whole or not at all, so that a stopped run can go on."""

import hashlib
import json
import os
import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self
from urllib.parse import quote

from grading.policy.course import NO_COURSE, Course, Level
from grading.reports.beliefs import misconceptions_csv
from grading.reports.feedback import feedback_page
from grading.reports.grades import grades_csv
from grading.reports.overview import overview_page
from grading.reports.review import review_csv
from grading.results import Result
from grading.results_json import as_dict, from_dict
from grading.unusable import Unusable

_MARKER = ".kit-results"
_PART = ".part"  # ends the name of what is not written to its end yet

_MAX_STEM_BYTES = 100
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_HASH_DIGITS = 20  # so many that nobody finds a name that gets another learner's
_LOOKS_HASHED = re.compile(rf"-[0-9a-f]{{{_HASH_DIGITS}}}$", re.IGNORECASE)


class UnusableResults(Unusable):
    """RESULTS can't be used: the text says what was given, what was expected and what to do."""


class ResultStore:
    """A RESULTS folder.

    Args:
        path: the folder, which exists and is the kit's.
        students: the learners of this run, of whom two may need names that differ in more than case.
    """

    def __init__(self, path: Path, students: Iterable[str] = ()) -> None:
        self.path = path
        self._names = file_names(students)

    @classmethod
    def open(cls, path: Path, students: Iterable[str] = (), submissions: Path | None = None) -> Self:
        """Make the folder, or take one that the kit made earlier.

        Args:
            path: the folder.
            students: ids of this run's learners.
            submissions: the folder that is graded, in which nothing may be written.

        Raises:
            UnusableResults: where it lies in `submissions`, holds something else, or can't be written.
        """
        if submissions is not None and path.resolve().is_relative_to(submissions.resolve()):
            raise UnusableResults(
                f"{path} lies inside the submissions, which are only read. Give a folder elsewhere."
            )
        try:
            path.mkdir(parents=True, exist_ok=True)
            held = sorted(entry.name for entry in path.iterdir())
            if held and _MARKER not in held:
                raise UnusableResults(
                    f"{path} holds something else ({', '.join(held[:3])}{' ...' if len(held) > 3 else ''}). "
                    "Expected a new or empty folder, or one with results of this kit. Give another path."
                )
            store = cls(path, students)
            store._write(
                _MARKER, "A folder of graded results. Without this file they are not taken up again.\n"
            )
            for folder in ("results", "feedback"):
                (path / folder).mkdir(exist_ok=True)
        except FileExistsError as error:
            raise UnusableResults(
                f"{error.filename} is a file. Expected a folder for the results."
            ) from error
        except OSError as error:
            raise UnusableResults(_cannot_write(path, error)) from error
        return store

    def write(self, result: Result, level: Level = "ideas", course: Course = NO_COURSE) -> None:
        """Keep a result and the learner's page; earlier ones that are other than these are replaced.

        Args:
            result: what counts for the learner.
            level: what the page shows of it.
            course: what the page says of the course.

        Raises:
            UnusableResults: where it can't be written (the disk is full, say); an earlier one is then kept.
        """
        name = self._name(result.student)
        # The page first: where a result is found, its page is there too.
        self._write_if_other(f"feedback/{name}.html", feedback_page(result, level, course))
        self._write_if_other(f"results/{name}.json", _as_json(result))
        # Whether a name is hashed depends on the class: an earlier run may have used the other.
        for former in {_stem(result.student), _hashed(result.student)} - {name}:
            if self._read(f"results/{former}", result.student) is not None:
                (self.path / f"results/{former}.json").unlink(missing_ok=True)
                (self.path / f"feedback/{former}.html").unlink(missing_ok=True)

    def write_attempt(self, found: Result) -> None:
        """Keep what was found of a submission that is not its learner's only one.

        Raises:
            UnusableResults: where it can't be written.
        """
        try:
            (self.path / "attempts").mkdir(exist_ok=True)
        except OSError as error:
            raise UnusableResults(_cannot_write(self.path / "attempts", error)) from error
        self._write_if_other(f"attempts/{self._name(found.student)}.json", _as_json(found))

    def set_apart(self, submission: str) -> None:
        """Keep a learner's result as what was found of a submission, where nothing is kept of that."""
        name = self._name(submission)
        standing = self.load(submission)
        if standing is not None and standing.digest and self._read(f"attempts/{name}", submission) is None:
            self.write_attempt(standing)

    def drop_attempt(self, submission: str) -> None:
        """Remove what was kept apart of a submission."""
        (self.path / f"attempts/{self._name(submission)}.json").unlink(missing_ok=True)

    def forget(self, student: str) -> None:
        """Remove the result and the page of an id that is no learner's."""
        self.result_path(student).unlink(missing_ok=True)
        self.feedback_path(student).unlink(missing_ok=True)

    def found(self, submission: str) -> Result | None:
        """What grading found of a submission, by its id; None where there is nothing that can be read.

        Where it is its learner's only one, that stands in the learner's result.
        """
        apart = self._read(f"attempts/{self._name(submission)}", submission)
        return self.load(submission) if apart is None else apart

    def write_class(
        self, results: Sequence[Result], texts: Mapping[str, Mapping[str, str]], notices: Sequence[str] = ()
    ) -> None:
        """Write the tables and the page of a class, with these results and no others.

        These are `grades.csv`, `review.csv`, `misconceptions.csv` and `report.html`.

        Args:
            results: the results of a class.
            texts: for a learner's id and a question's id, the answer, where it needs a review.
            notices: what an instructor should know beside them.

        Raises:
            UnusableResults: where one can't be written.
        """
        self._write("grades.csv", grades_csv(results))
        self._write("review.csv", review_csv(results, texts))
        self._write("misconceptions.csv", misconceptions_csv(results))
        self._write("report.html", overview_page(results, self._page_of, notices))

    def _page_of(self, student: str) -> str:
        return f"feedback/{quote(self._name(student))}.html"

    def load(self, student: str) -> Result | None:
        """What counts for a learner; None where there is nothing, or nothing this version can read."""
        return self._read(f"results/{self._name(student)}", student)

    def result_path(self, student: str) -> Path:
        """Where a learner's result is kept."""
        return self.path / "results" / f"{self._name(student)}.json"

    def feedback_path(self, student: str) -> Path:
        """Where a learner's page is kept."""
        return self.path / "feedback" / f"{self._name(student)}.html"

    def _name(self, student: str) -> str:
        return self._names.get(student) or file_names([student])[student]

    def _read(self, name: str, student: str) -> Result | None:
        try:
            data = json.loads((self.path / f"{name}.json").read_bytes())
            result = from_dict(data)
        # ValueError: no JSON, no UTF-8, a number too long. RecursionError: brackets without end.
        except (OSError, ValueError, RecursionError):
            return None
        return result if result.student == student else None

    def _write_if_other(self, name: str, text: str) -> None:
        """Leave a file alone that holds the text already: reaching the disk takes its time."""
        try:
            if (self.path / name).read_bytes() == text.encode(errors="replace"):
                return
        except OSError:
            pass  # What can't be read is written anew.
        self._write(name, text)

    def _write(self, name: str, text: str) -> None:
        """Replace a file in one step, after its bytes have reached the disk."""
        target = self.path / name
        part = target.with_name(f".{secrets.token_hex(8)}{_PART}")
        try:
            try:
                with part.open("xb") as stream:
                    # What can't be encoded must not end the run: a learner may have named it so.
                    stream.write(text.encode(errors="replace"))
                    stream.flush()
                    os.fsync(stream.fileno())
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise UnusableResults(_cannot_write(target, error)) from error


def file_names(students: Iterable[str]) -> dict[str, str]:
    """Names, without an ending, under which any file system can hold something of each learner.

    An id that is safe stays as it is. One that is not is made safe and gets a short hash, and so do ids that
    some file systems cannot tell apart (`anna` and `Anna`). The same ids always get the same names.

    Returns:
        A name for each id; no two are equal, whatever their case.
    """
    unique = set(students)
    safe = [student for student in unique if _stem(student) == student and not _LOOKS_HASHED.search(student)]
    holders = Counter(_folded(student) for student in safe)
    alone = {student for student in safe if holders[_folded(student)] == 1}
    return {student: student if student in alone else _hashed(student) for student in unique}


def _stem(student: str) -> str:
    characters = (
        character if character.isprintable() and character not in '<>:"/\\|?*' else "_"
        for character in unicodedata.normalize("NFC", student)
    )
    # Windows drops dots and spaces at the end; at the start, a dot hides and a dash is taken for an option.
    stem = "".join(characters).strip(" .").lstrip("-~ .")
    stem = stem.encode()[:_MAX_STEM_BYTES].decode(errors="ignore").rstrip(" .")
    return f"_{stem}" if _RESERVED.match(stem) else stem or "student"


def _hashed(student: str) -> str:
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_stem(student)}-{digest[:_HASH_DIGITS]}"


def _folded(name: str) -> str:
    # Before it as well, for it brings up capitals: \u210b becomes H.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _as_json(result: Result) -> str:
    text = json.dumps(as_dict(result), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    # A terminal that shows the file obeys control characters, and the escapes of JSON leave out some.
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def _cannot_write(path: Path, error: OSError) -> str:
    return (
        f"{path} can't be written ({error.strerror or error}). Expected a folder with room in which you may "
        "write. Give another path, or free this one, and run again: what is graded already is kept."
    )
