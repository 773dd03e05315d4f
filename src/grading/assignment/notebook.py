"""Puts the assignment notebook together: the lesson, its pictures, solutions, checks and the hidden calls."""

import ast
import json
from dataclasses import dataclass
from pathlib import Path

from grading.assignment import cells, lesson, pictures
from grading.assignment.cells import CellData
from helpers.answers import FILE_NAME as ANSWERS_FILE
from helpers.answers import QUESTIONS, Question, read_answers
from helpers.exercises import EXERCISES, Exercise

FILE_NAME = "cnn.ipynb"
CHECK, TEST, GIVEN = "check_", "test_", "given_"
"""What the names of other cells than a function's own begin with: checks, autograded cells, given code."""

_QUIET_KERAS = """\
from helpers.keras_import import import_keras

import_keras()  # Keras, without the pages that TensorFlow writes when it starts
"""


class UnusableSolutionError(ValueError):
    """A solution can't become cells; the text says which and why."""


def assignment_notebook(solutions: Path) -> str:
    """The instructor's notebook, from which nbgrader makes the learner's. Equal solutions give equal bytes.

    Args:
        solutions: folder with the solved exercise files and answers.

    Raises:
        UnusableSolutionError: a file lacks a function or a text.
        OSError: a file can't be read.
    """
    of_exercises = {exercise.name: _exercise_cells(exercise, solutions) for exercise in EXERCISES}
    bonus = of_exercises.pop("bonus")
    answers = read_answers((solutions / ANSWERS_FILE).read_text(encoding="utf-8"))
    written = [
        cells.text("introduction", lesson.INTRODUCTION),
        cells.locked_code("setup", "from helpers.notebook import check"),
        *(cell for of_exercise in of_exercises.values() for cell in of_exercise),
        cells.text("answers", lesson.ANSWERS),
        *(_answer_cell(question, answers[question.id]) for question in QUESTIONS),
        *bonus,
    ]
    content = cells.notebook(written)
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _exercise_cells(exercise: Exercise, solutions: Path) -> list[CellData]:
    parts = _split(exercise, solutions / exercise.file_name)
    given = parts.given if exercise.numpy_only else f"{_QUIET_KERAS}\n{parts.given}"
    picture = pictures.PICTURES.get(exercise.name, "")
    text = lesson.of_exercise(exercise, parts.lesson)
    made = [
        cells.text(f"lesson_{exercise.name}", "\n\n".join(filter(None, [text, picture]))),
        cells.locked_code(f"{GIVEN}{exercise.name}", given),
    ]
    for function in exercise.functions:
        made += [
            cells.solution(function, parts.functions[function]),
            # Worth nothing, but graded: of other cells `nbgrader validate` does not say whether they failed.
            cells.graded(f"{CHECK}{function}", f'check("{function}")', points=0),
        ]
    # After the last function, since all of them are judged at once.
    return [*made, *(_test_cell(function, points) for function, points in exercise.worth.items())]


def _test_cell(function: str, points: int) -> CellData:
    source = f"""\
# When the notebook is graded, hidden tests of {function} run here: up to {points} points.
### BEGIN HIDDEN TESTS
from grading.in_kernel import points

points("{function}")
### END HIDDEN TESTS"""
    return cells.graded(f"{TEST}{function}", source, points)


def _answer_cell(question: Question, answer: str) -> CellData:
    source = f"""\
### {question.heading}

> {question.prompt}

### BEGIN SOLUTION
{answer}
### END SOLUTION"""
    return cells.answer(question.id, source, question.points)


@dataclass(frozen=True)
class _Parts:
    """A solved exercise file: its lesson, its functions' sources by name, and what stands outside of them."""

    lesson: str
    given: str
    functions: dict[str, str]


def _split(exercise: Exercise, file: Path) -> _Parts:
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    functions: dict[str, str] = {}
    given: list[str] = []
    docstring, *statements = ast.parse(text, str(file)).body
    for node in statements:
        source = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        if isinstance(node, ast.FunctionDef) and node.name in exercise.tasks:
            # A solution ends with a marker, which is no statement.
            after = next(iter(lines[node.end_lineno or 0 :]), "")
            functions[node.name] = f"{source}\n{after}" if after.strip() == "### END SOLUTION" else source
        else:
            given.append(source)
    missing = [function for function in exercise.functions if function not in functions]
    is_text = isinstance(docstring, ast.Expr) and isinstance(docstring.value, ast.Constant)
    if missing or not is_text:
        lacks = f"the function {missing[0]}" if missing else "a text at its top"
        raise UnusableSolutionError(f"solutions/{file.name} lacks {lacks}, of which the notebook is made")
    return _Parts(ast.get_docstring(ast.parse(text)) or "", "\n".join(given), functions)
