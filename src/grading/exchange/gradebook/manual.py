"""What persons entered in a gradebook, as decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grading.answers import answer_texts, digest_of_text
from grading.decisions import Decision, digest_of_work
from grading.exchange.gradebook.assignment import NOTEBOOK, commented_cell, graded_cell, shown_path
from grading.exchange.gradebook.course_folder import CourseFolder
from grading.exchange.gradebook.notebooks import learners_cells, read_notebook, submission_of
from grading.results import Result, tidy
from grading.unusable import Unusable
from helpers.answers import QUESTIONS

SOURCE = "nbgrader"

_NO_COMMENT = "Graded by a person."


@dataclass(frozen=True)
class Graded:
    """What was found in a gradebook.

    Attributes:
        decisions: one for each cell in which a person entered a score or extra credit.
        unknown: ids of learners who have such cells, but no result.
    """

    decisions: tuple[Decision, ...]
    unknown: tuple[str, ...]


def read_manual_scores(
    gradebook: Any,
    course: CourseFolder | None,
    assignment: str,
    results: Mapping[str, Result],
    tasks: Mapping[str, float],
    now: datetime,
) -> Graded:
    """The scores that persons entered, with their comments as reasons.

    A decision is about the work that the person saw: the text in the notebook that formgrader shows, where
    there is one; else the work that the result is about.

    Args:
        gradebook: an `nbgrader.api.Gradebook`.
        course: where the notebooks are; None where only the database is known.
        assignment: what the assignment is called there.
        results: of the class, by id.
        tasks: ids of functions and questions that the assignment may hold.
        now: when the scores are taken back; nbgrader does not say when they were given.

    Raises:
        Unusable: the gradebook has no such assignment.
    """
    from nbgrader.api import MissingEntry

    try:
        gradebook.find_notebook(NOTEBOOK, assignment)
    except MissingEntry:
        raise Unusable(
            f"The gradebook has no assignment {assignment!r} with a notebook {NOTEBOOK}. Name it with "
            f"--assignment, or export results into the gradebook first."
        ) from None
    found: list[Decision] = []
    unknown: list[str] = []
    for notebook in gradebook.notebook_submissions(NOTEBOOK, assignment):
        student = notebook.student.id
        comments = {comment.name: comment.manual_comment for comment in notebook.comments}
        grades = {grade.name: grade for grade in notebook.grades if _is_persons(grade)}
        if grades and student not in results:
            unknown.append(student)
            continue
        for task in tasks:
            if graded_cell(task) in grades:
                said = comments.get(commented_cell(task)) or _NO_COMMENT
                digest = _digest(results[student], task, course, assignment)
                points = tidy(grades[graded_cell(task)].score)
                found.append(Decision(student, task, points, said, SOURCE, now, digest, SOURCE))
    return Graded(tuple(found), tuple(sorted(unknown)))


def _is_persons(grade: Any) -> bool:
    return grade.manual_score is not None or grade.extra_credit is not None


def _digest(result: Result, task: str, course: CourseFolder | None, assignment: str) -> str:
    shown = course and read_notebook(shown_path(course, result.student, assignment))
    if not shown:
        return digest_of_work(result, task)
    headings = {question.id: question.heading for question in QUESTIONS}
    if task in headings:
        source = learners_cells(shown).get(commented_cell(task), "")
        return digest_of_text(answer_texts(f"## {headings[task]}\n\n{source}".encode())[task])
    return submission_of(shown) or digest_of_work(result, task)
