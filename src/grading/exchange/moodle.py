"""Moodle: grades and comments into a grading worksheet, and the learners' pages as feedback files.

Feedback files: `is_valid_filename_for_import` in mod/assign/feedback/file/importziplib.php of moodle/moodle
takes the learner's number from a folder called `<full name>_<number>_assignfeedback_file_`; a name holds no
underscore there.
"""

import argparse
import html
import re

from grading.exchange.arguments import add_class, add_raw, named_path
from grading.exchange.files import check_out, write_file, zipped
from grading.exchange.graded_class import GradedClass, named
from grading.exchange.matching import Matched, match
from grading.exchange.scores import exported, reckoning, scaled
from grading.exchange.sheets import Sheet
from grading.exchange.worksheet import WHAT, Worksheet
from grading.fields import Number
from grading.reports.cells import points
from grading.results import Result

SUMMARY = "a grading worksheet that Moodle exported, with grades and comments filled in"

_OWN = '<div class="cnn-exercise-kit">'  # a comment that begins so may be replaced; others are a person's


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit export moodle`."""
    add_class(parser, "the worksheet to write, for Moodle's import")
    parser.add_argument(
        "--worksheet",
        type=named_path,
        required=True,
        metavar="CSV",
        help="the grading worksheet, downloaded from the assignment",
    )
    parser.add_argument("--grade-column", metavar="HEADING", help="where the grades are not found")
    parser.add_argument("--comments-column", metavar="HEADING", help="where the comments are not found")
    parser.add_argument(
        "--feedback",
        type=named_path,
        metavar="ZIP",
        help="also write the learners' pages, for Moodle's `Upload multiple feedback files in a zip`",
    )
    add_raw(parser)


def export(arguments: argparse.Namespace) -> list[str]:
    """Fill in the worksheet.

    Raises:
        Unusable: a file can't be used, or it is not clear which column is meant.
    """
    for out in [arguments.out] + ([arguments.feedback] if arguments.feedback else []):
        check_out(out, arguments.results, [arguments.worksheet])
    graded = GradedClass.read(arguments.results)
    worksheet = Worksheet(
        Sheet.read(arguments.worksheet, WHAT),
        arguments.worksheet,
        arguments.grade_column,
        arguments.comments_column,
    )
    matched = match(
        graded.results,
        worksheet.lines,
        lambda result: _ids_of(result, graded),
        lambda result, line: result.student in graded.shared or worksheet.agrees(result, line),
    )
    said = [*_fill_in(worksheet, matched, graded.max_score, arguments.raw), *worksheet.notices]
    said.insert(0, f"written: {write_file(arguments.out, worksheet.sheet.text())}")
    if arguments.feedback:
        contents = _feedback_files(worksheet, matched, graded)
        said.append(f"written: {write_file(arguments.feedback, zipped(contents))}, {len(contents)} pages")
    return [*said, *matched.notices(arguments.worksheet.name), *graded.notices()]


def _ids_of(result: Result, graded: GradedClass) -> list[str]:
    if result.arrival.source == "moodle" and result.arrival.key and result.student not in graded.shared:
        return [f"number:{result.arrival.key}"]
    return [f"field:{result.student}"]


def _fill_in(worksheet: Worksheet, matched: Matched, most: Number, raw: bool) -> list[str]:
    """Write grades, of scores out of `most`, and comments; say what an instructor should know of it."""
    filled, locked, cut, kept = 0, [], [], []
    for place, result in matched.results.items():
        score = exported(result, raw)
        if score is None:
            continue
        if worksheet.is_locked(place):
            locked.append(result.student)
            continue
        row = worksheet.sheet.rows[place]
        grade = scaled(score, most, worksheet.maximum)
        if grade > worksheet.maximum:
            cut.append(result.student)
        row[worksheet.grade] = worksheet.written(min(grade, worksheet.maximum))
        filled += 1
        if worksheet.comments is not None:
            if not row[worksheet.comments].strip() or row[worksheet.comments].startswith(_OWN):
                row[worksheet.comments] = _comment(result)
            else:
                kept.append(result.student)
    best = points(worksheet.maximum)
    said = [f"Filled in: {filled} grades out of {best}."]
    if most != worksheet.maximum:
        said.append(f"Scores out of {points(most)} were scaled to {best}.")
    if locked:
        said.append(f"Locked in Moodle, and left as they are: {named(locked)}.")
    if cut:
        said.append(f"Above Moodle's maximum, which it would refuse, so written as {best}: {named(cut)}.")
    if kept:
        said.append(f"A person's comment is there already and stays: {named(kept)}.")
    return said


def _comment(result: Result) -> str:
    """The score and how it came about, as HTML: Moodle stores comments so."""
    lines = "<br>".join(html.escape(" ".join(line.split())) for line in reckoning(result))
    return f"{_OWN}{lines}</div>"


def _feedback_files(worksheet: Worksheet, matched: Matched, graded: GradedClass) -> dict[str, bytes]:
    contents = {}
    for place, result in matched.results.items():
        page = graded.pages.get(result.student)
        if page is not None and not worksheet.is_locked(place):
            listed = worksheet.sheet.rows[place][1]
            name = listed if result.student in graded.shared else result.arrival.name or listed
            name = re.sub(r'[\x00-\x1f/\\:*?"<>|_]+', " ", name).strip(" .") or "Participant"
            folder = f"{name}_{worksheet.number_of(place)}_assignfeedback_file_"
            contents[f"{folder}/feedback.html"] = page.read_bytes()
    return contents
