"""One learner's scores and comments in the gradebook, around all that a person entered there."""

from collections.abc import Collection, Mapping
from datetime import UTC
from typing import Any

from grading.exchange.gradebook.assignment import NOTEBOOK, commented_cell, graded_cell
from grading.exchange.gradebook.points import Sheet, Task
from grading.fields import Number
from grading.policy.course import Enrolled
from grading.results import Result, tidy


def write_student(gradebook: Any, student: str, enrolled: Enrolled | None) -> None:
    """Enter a learner; a name or an address that is there already stays.

    nbgrader shows a last and a first name. Nobody can tell from a name where the one ends and the other
    begins, so the roster's name is entered as the last one, as it is.
    """
    from nbgrader.api import MissingEntry

    try:
        known = gradebook.find_student(student)
    except MissingEntry:
        known = gradebook.add_student(student)
    if enrolled and not (known.first_name or known.last_name):
        known.last_name = _storable(enrolled.name) or None
    if enrolled and not known.email:
        known.email = _storable(enrolled.email) or None


def write_scores(
    gradebook: Any,
    assignment: str,
    result: Result,
    sheet: Sheet,
    comments: Mapping[str, str],
    rewritten: Collection[str] = (),
) -> None:
    """Enter what the kit found, and nothing that a person may have entered.

    `manual_score`, `manual_comment` and `extra_credit` are read only. Where one of the two scores stands in a
    cell, `auto_score` is what the kit found; elsewhere it is what counts, what persons adjusted included. A
    person is asked to grade a cell where the kit is not sure, once: again only where the score or the
    learner's text is another one.

    Args:
        gradebook: an `nbgrader.api.Gradebook`, in a transaction.
        assignment: the assignment's name.
        result: of a learner who has a score.
        sheet: the points by task.
        comments: by task, what the learner is told.
        rewritten: tasks whose text is another one than a person last saw in the gradebook.
    """
    submission = _submission(gradebook, assignment, result)
    notebook = next(each for each in submission.notebooks if each.name == NOTEBOOK)
    notebook.late_submission_penalty = sheet.penalty or None
    grades = {grade.name: grade for grade in notebook.grades}
    for task in sheet.tasks.values():
        grade = grades.get(graded_cell(task.id)) or _new(gradebook, "Grade", graded_cell(task.id), notebook)
        _write_grade(grade, task, task.id in rewritten)
    for grade in notebook.grades:
        if grade.auto_score is None and not grade.max_score:
            # A visible check, which is worth nothing; of itself nbgrader would ask a person to grade it.
            grade.auto_score, grade.needs_manual_grade = 0.0, False
    said = {comment.name: comment for comment in notebook.comments}
    for task_id, text in comments.items():
        if commented_cell(task_id) in {cell.name for cell in notebook.notebook.solution_cells}:
            name = commented_cell(task_id)
            comment = said.get(name) or _new(gradebook, "Comment", name, notebook)
            comment.auto_comment = _storable(text) or None


def _write_grade(grade: Any, task: Task, is_rewritten: bool) -> None:
    is_persons = grade.manual_score is not None
    score = float(_auto_score(grade, task))
    is_new = is_rewritten or grade.auto_score != score
    grade.auto_score = score
    if is_persons:
        grade.needs_manual_grade = grade.needs_manual_grade or is_rewritten
    elif is_new or not task.needs_review:
        grade.needs_manual_grade = task.needs_review


def _auto_score(grade: Any, task: Task) -> Number:
    if grade.manual_score is not None:
        return task.found
    if grade.extra_credit is None:
        return task.counted
    # Once a person's extra credit has been taken back, it is part of what counts; adding it twice would be
    # wrong.
    is_counted = grade.auto_score is not None and tidy(grade.auto_score + grade.extra_credit) == task.counted
    return grade.auto_score if is_counted else task.found


def _submission(gradebook: Any, assignment: str, result: Result) -> Any:
    from nbgrader.api import Grade, MissingEntry

    try:
        submission = gradebook.find_submission(assignment, result.student)
    except MissingEntry:
        with gradebook.db.no_autoflush:  # else SQLAlchemy warns of the half-made submission
            submission = gradebook.add_submission(assignment, result.student)
    ids = [notebook.id for notebook in submission.notebooks]
    # A person may be grading at this moment: what is read here holds until it is written.
    gradebook.db.query(Grade).filter(Grade.notebook_id.in_(ids)).with_for_update().populate_existing().all()
    if result.arrival.submitted_at is not None:
        # nbgrader keeps UTC, without saying so (api.py: SubmittedAssignment.timestamp).
        submission.timestamp = result.arrival.submitted_at.astimezone(UTC).replace(tzinfo=None)
    return submission


def _new(gradebook: Any, kind: str, cell: str, notebook: Any) -> Any:
    """A grade or a comment of a cell that the assignment got after this submission was entered."""
    from nbgrader import api

    base = next(each for each in notebook.notebook._base_cells if each.name == cell and _fits(each, kind))
    made = getattr(api, kind)(cell_id=base.id, notebook=notebook)
    gradebook.db.add(made)
    return made


def _fits(cell: Any, kind: str) -> bool:
    return type(cell).__name__ == {"Grade": "GradeCell", "Comment": "SolutionCell"}[kind]


def _storable(text: str) -> str:
    """Without what PostgreSQL takes in no text."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
