"""The gradebook of an nbgrader course: scores, comments, and the notebooks that formgrader opens.

Written against nbgrader 0.9.6: its `nbgrader/api.py` (what a gradebook holds),
`preprocessors/saveautogrades.py` and `latesubmissions.py` (what its own autograder writes) and
`server_extensions/formgrader` (what is shown).
"""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grading.archives import shown
from grading.exchange.arguments import named_path
from grading.exchange.gradebook import notebooks
from grading.exchange.gradebook.assignment import master_notebook, prepare_assignment, shown_path
from grading.exchange.gradebook.comments import comments
from grading.exchange.gradebook.connection import opened, require_nbgrader, transaction
from grading.exchange.gradebook.course_folder import CourseFolder, open_course, unfit
from grading.exchange.gradebook.points import maximum, sheet
from grading.exchange.gradebook.scores import write_scores, write_student
from grading.exchange.graded_class import GradedClass, named
from grading.fields import Number
from grading.intake import Entry, UnusableSubmissions, find_entries, read_submission
from grading.policy.course import Course, Level
from grading.policy.course_file import FILE_NAME as RULES_FILE
from grading.policy.course_file import read_course
from grading.policy.lateness import level_at
from grading.results import Result
from grading.unusable import Unusable

SUMMARY = "scores and comments to the gradebook of an nbgrader course"


def add_place(parser: argparse.ArgumentParser, db: str) -> None:
    """Add what says which gradebook is meant: `--course`, `--db`, `--assignment`."""
    parser.add_argument("--course", type=named_path, metavar="DIR", help="the nbgrader course's folder")
    parser.add_argument("--db", metavar="URL", help=db)
    parser.add_argument(
        "--assignment", default="cnn", metavar="NAME", help="what nbgrader calls the assignment (default cnn)"
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit export nbgrader`."""
    parser.add_argument("results", type=named_path, metavar="RESULTS", help="folder that `kit grade` wrote")
    add_place(
        parser,
        "the gradebook's address, such as postgresql://user:password@host/name (default: the course's)",
    )
    parser.add_argument(
        "--submissions",
        type=named_path,
        metavar="SUBMISSIONS",
        help="what was graded, for the notebooks that formgrader shows (default: submitted/ in the course)",
    )
    parser.add_argument(
        "--rules",
        type=named_path,
        metavar="FILE",
        help="the kit's course.toml: its roster gives names, its feedback levels say how much comments tell "
        "(default: course.toml in the course, where there is one)",
    )


def export(arguments: argparse.Namespace) -> list[str]:
    """Write a class into its gradebook; whoever has a score, each in one transaction.

    Raises:
        Unusable: RESULTS, the course or the gradebook can't be used; the text says which and what to do.
    """
    require_nbgrader()
    graded = GradedClass.read(arguments.results)
    course, url = place(arguments)
    most = maximum(graded.results)
    report = _Report()
    with opened(url, course.course_id if course else "default_course") as gradebook:
        with transaction(gradebook):
            report.made = prepare_assignment(gradebook, course, arguments.assignment, most)
        shelf = _Shelf.of(course, arguments)
        for result in graded.results:
            why = unfit(result.student)
            if why:
                report.left_out.append(f"{shown(result.student)} was left out: {why}.")
            else:
                _write(gradebook, result, arguments.assignment, most, shelf, report)
    return [*report.lines(arguments.assignment), *graded.notices()]


def place(arguments: argparse.Namespace) -> tuple[CourseFolder | None, str]:
    """Which course is meant, and where its gradebook is.

    Raises:
        Unusable: neither is said, or the course is none.
    """
    if arguments.course is None and not arguments.db:
        raise Unusable(
            "Which gradebook is meant? Give the course's folder, --course DIR, or the gradebook's address, "
            "--db URL."
        )
    course = None if arguments.course is None else open_course(arguments.course)
    return course, arguments.db or (course.db_url if course else "")


@dataclass
class _Report:
    """What was done."""

    made: bool = False
    written: int = 0
    without_submission: list[str] = field(default_factory=list)
    not_shown: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def lines(self, assignment: str) -> Iterator[str]:
        if self.made:
            yield f"The assignment {assignment} was not in the gradebook yet; it is now."
        yield f"{self.written} {'learner' if self.written == 1 else 'learners'} written."
        if self.without_submission:
            yield f"Entered without a submission, since nothing came: {named(self.without_submission)}."
        if self.not_shown:
            yield (
                "Formgrader has no notebook to show of those whose submission, as it was graded, was not "
                f"found: {named(self.not_shown)}. Give its folder with --submissions."
            )
        yield from self.left_out


def _write(
    gradebook: Any,
    result: Result,
    assignment: str,
    most: Mapping[str, Number],
    shelf: "_Shelf",
    report: _Report,
) -> None:
    if result.score is None:
        return  # the kit failed: whatever is in the gradebook stays
    came = result.status != "absent" or bool(result.adjustments)
    points = sheet(result, most)
    notebook, target = shelf.notebook_of(result) if came else (None, None)
    rewritten = frozenset[str]()
    with ExitStack() as both:
        put = _nothing
        if notebook is not None and target is not None:
            rewritten = _rewritten(notebooks.read_notebook(target), notebook)
            put = both.enter_context(notebooks.ready(notebook, target, result.submission_digest))
        both.enter_context(transaction(gradebook))
        write_student(gradebook, result.student, (shelf.rules.roster or {}).get(result.student))
        if came:
            said = comments(result, points, shelf.level)
            write_scores(gradebook, assignment, result, points, said, rewritten)
            put()
    report.written += came
    if not came:
        report.without_submission.append(result.student)
    elif notebook is None and shelf.course is not None and result.status != "absent":
        report.not_shown.append(result.student)


def _nothing() -> None:
    """There is no notebook to put in place."""


def _rewritten(before: Any | None, after: Any) -> frozenset[str]:
    """Cells in which a person saw another text."""
    if before is None:
        return frozenset()
    earlier = notebooks.learners_cells(before)
    return frozenset(
        name for name, text in notebooks.learners_cells(after).items() if earlier.get(name, text) != text
    )


@dataclass(frozen=True)
class _Shelf:
    """Where the notebooks come from and go to, and what learners are told."""

    course: CourseFolder | None
    assignment: str
    master: Any
    found: Mapping[str, tuple[Entry, ...]]
    rules: Course
    level: Level

    @classmethod
    def of(cls, course: CourseFolder | None, arguments: argparse.Namespace) -> "_Shelf":
        rules, level = _rules(course, arguments.rules)
        if course is None:
            return cls(None, arguments.assignment, None, {}, rules, level)
        master = master_notebook(course, arguments.assignment)
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in _entries(course, arguments):
            digest = read_submission(entry).digest
            found[digest] = (*found.get(digest, ()), entry)
        return cls(course, arguments.assignment, master, found, rules, level)

    def notebook_of(self, result: Result) -> tuple[Any, Path] | tuple[None, None]:
        """What formgrader should show of a learner, and where it looks; None where it was not found."""
        entries = self.found.get(result.submission_digest, ())
        if self.course is None or not entries:
            return None, None
        own = [entry for entry in entries if entry.student == result.student]
        entry = (own or list(entries))[0]
        target = shown_path(self.course, result.student, self.assignment)
        submitted = _submitted_notebook(entry)
        notebook = submitted and notebooks.made_from_notebook(submitted, self.master)
        return notebook or notebooks.made_from_files(read_submission(entry).files, self.master), target


def _entries(course: CourseFolder, arguments: argparse.Namespace) -> list[Entry]:
    if arguments.submissions:
        return find_entries(arguments.submissions)[0]
    try:
        return find_entries(course.root / course.settings.submitted_directory, arguments.assignment)[0]
    except UnusableSubmissions:  # nobody said that it has to be there
        return []


def _rules(course: CourseFolder | None, path: Path | None) -> tuple[Course, Level]:
    """The kit's course, and what learners are shown at present; without one as much as on their pages."""
    if path is None and course is not None and (course.root / RULES_FILE).is_file():
        path = course.root / RULES_FILE
    if path is None:
        return Course(), "ideas"
    rules = read_course(path)
    return rules, level_at(rules, datetime.now(UTC))


def _submitted_notebook(entry: Entry) -> bytes | None:
    """The notebook that a submission consists of; None where it consists of files."""
    path = entry.path
    if path.is_dir():
        found = [each for each in path.iterdir() if each.suffix == ".ipynb" and not each.is_symlink()]
        if len(found) != 1 or any(path.glob("*.py")):
            return None
        path = found[0]
    try:
        return path.read_bytes() if path.suffix.lower() == ".ipynb" and path.is_file() else None
    except OSError:
        return None
