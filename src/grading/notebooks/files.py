"""The exercise files that a notebook holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from grading.archives import Unreadable
from grading.notebooks.answers import answers_of
from grading.notebooks.reading import read_cells
from helpers.answers import FILE_NAME as ANSWERS_FILE
from helpers.cell_source import Cell
from helpers.exercises import EXERCISES
from helpers.notebook_cells import TooManyStatementsError, modules_of

_FUNCTIONS = frozenset(function for exercise in EXERCISES for function in exercise.functions)


@dataclass(frozen=True)
class NotebookFiles:
    """What is graded of a notebook.

    Attributes:
        files: contents by names such as `convolution.py` and `answers.md`.
        notices: what was left out or taken for something else, in words for the instructor.
    """

    files: Mapping[str, bytes]
    notices: tuple[str, ...]


def files_of(content: bytes) -> NotebookFiles:
    """Make the exercise files of a notebook's cells; nothing of it is run.

    Cells are found by nbgrader's `grade_id`, and where that is lost, by the functions that they define and
    the questions that they quote.

    Args:
        content: an `.ipynb` file's bytes.

    Raises:
        Unreadable: it is no notebook, or none with work on these exercises; the text is for the learner.
    """
    cells = read_cells(content)
    # A function's cell is code, whatever a learner turned it into.
    code = [cell for cell in cells if cell.kind == "code" or cell.name in _FUNCTIONS]
    try:
        modules = modules_of(Cell(cell.source, cell.name, cell.number) for cell in code)
    except TooManyStatementsError as error:
        raise Unreadable(
            f"The notebook holds {error}. Take out what is no part of the exercises, and hand it in again."
        ) from None
    answers, about_answers = answers_of(cells)
    files = {name: text.encode() for name, text in modules.files.items()}
    if answers is not None:
        files[ANSWERS_FILE] = answers.encode()
    if not files:
        raise Unreadable(
            f"None of the {len(cells)} cells defines a function of the exercises or answers a question. "
            "Hand in the notebook of this assignment."
        )
    return NotebookFiles(files, (*modules.notices, *about_answers))
