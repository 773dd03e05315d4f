"""The assignment's cells in the gradebook: made where they are missing, else held against the results."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grading.assignment.notebook import FILE_NAME, TEST
from grading.course import course_root
from grading.exchange.gradebook.course_folder import CourseFolder
from grading.fields import Number
from grading.unusable import Unusable
from helpers.answers import QUESTIONS

NOTEBOOK = FILE_NAME.removesuffix(".ipynb")
"""Name of the assignment's notebook in the gradebook."""


_QUESTIONS = frozenset(question.id for question in QUESTIONS)


def graded_cell(task: str) -> str:
    """`grade_id` of the cell that is worth a task's points."""
    return task if task in _QUESTIONS else f"{TEST}{task}"


def commented_cell(task: str) -> str:
    """`grade_id` of the cell that holds what the learner writes, and what is said of it."""
    return task


def master_notebook(course: CourseFolder | None, assignment: str) -> Any:
    """The assignment's notebook as nbgrader keeps it in the gradebook: without solutions, with hidden cells.

    Args:
        course: its `source/` counts; None, or where nothing lies there, takes the kit's own notebook.
        assignment: the assignment's name.

    Returns:
        The notebook, an `nbformat.NotebookNode`.

    Raises:
        Unusable: it is no notebook of nbgrader's.
    """
    from nbgrader.nbgraderformat import ValidationError, read
    from nbgrader.preprocessors import ClearOutput, ClearSolutions, ComputeChecksums, LockCells

    own = course and course.folder("source", ".", assignment) / FILE_NAME
    path = own if own and own.is_file() else course_root() / "solutions" / FILE_NAME
    try:
        notebook = read(str(path), as_version=4)
        # What `nbgrader generate_assignment` does before it saves the cells
        # (converters/generate_assignment.py).
        for step in (LockCells, ClearSolutions, ClearOutput, ComputeChecksums):
            notebook, _ = step().preprocess(notebook, {})
    except (OSError, ValueError, ValidationError, RuntimeError) as error:
        raise Unusable(
            f"{path} can't be read as an nbgrader notebook ({error}). Make it anew with `kit build --course`."
        ) from error
    return notebook


def prepare_assignment(
    gradebook: Any, course: CourseFolder | None, assignment: str, most: Mapping[str, Number]
) -> bool:
    """See to it that the gradebook has the assignment, with a cell for each task.

    To be called within a transaction.

    Args:
        gradebook: an `nbgrader.api.Gradebook`.
        course: where the assignment's notebook may lie.
        assignment: its name.
        most: points to be won with each task.

    Returns:
        Whether it was made now.

    Raises:
        Unusable: it is there, but its cells are others.
    """
    from nbgrader.api import MissingEntry

    try:
        notebook = gradebook.find_notebook(NOTEBOOK, assignment)
        made = False
    except MissingEntry:
        _make(gradebook, master_notebook(course, assignment), assignment)
        notebook = gradebook.find_notebook(NOTEBOOK, assignment)
        made = True
    there = {cell.name: cell.max_score for cell in notebook.grade_cells}
    wrong = [
        f"{graded_cell(task)} is missing"
        if graded_cell(task) not in there
        else f"{graded_cell(task)} is worth {there[graded_cell(task)]:g} points there and {points:g} here"
        for task, points in most.items()
        if there.get(graded_cell(task)) != points
    ]
    if wrong:
        raise Unusable(
            f"The notebook {NOTEBOOK} of the assignment {assignment!r} has other cells in the gradebook "
            f"than the results ask for: {'; '.join(wrong[:5])}{'; ...' if len(wrong) > 5 else ''}. "
            f"Expected the cells of the kit's own notebook. Put it in place with `kit build --course` and "
            f"run `nbgrader generate_assignment`, or name another assignment with --assignment."
        )
    return made


def _make(gradebook: Any, notebook: Any, assignment: str) -> None:
    """What `nbgrader generate_assignment` saves (preprocessors/savecells.py), in the transaction at hand."""
    from nbgrader import utils
    from nbgrader.api import MissingEntry

    try:
        gradebook.find_assignment(assignment)
    except MissingEntry:
        gradebook.add_assignment(assignment)
    kernel = json.dumps(notebook.metadata.get("kernelspec", {}))
    gradebook.add_notebook(NOTEBOOK, assignment, kernelspec=kernel)
    for cell in notebook.cells:
        graded, solution, locked = utils.is_grade(cell), utils.is_solution(cell), utils.is_locked(cell)
        if not (graded or solution or locked):
            continue
        own = cell.metadata.nbgrader
        name, kind = own["grade_id"], cell.cell_type
        if graded:
            points = float(own["points"])
            gradebook.add_grade_cell(name, NOTEBOOK, assignment, max_score=points, cell_type=kind)
        if solution:
            gradebook.add_solution_cell(name, NOTEBOOK, assignment)
        facts = {"cell_type": kind, "locked": locked, "source": cell.source, "checksum": own.get("checksum")}
        gradebook.add_source_cell(name, NOTEBOOK, assignment, **facts)


def shown_path(course: CourseFolder, student: str, assignment: str) -> Path:
    """Where formgrader looks for a learner's notebook."""
    return course.folder("autograded", student, assignment) / FILE_NAME
