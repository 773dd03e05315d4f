"""A course of nbgrader's with the kit's assignment, and results to export into it."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grading.assignment.notebook import FILE_NAME
from grading.course import course_root
from grading.exchange.gradebook.connection import opened
from grading.results import AnswerResult, Result, TestResult
from grading.store import ResultStore
from helpers.answers import QUESTIONS
from helpers.cli import main
from helpers.exercises import EXERCISES

Export = Callable[..., int]


def make_result(
    student: str,
    lost: Mapping[str, str] | None = None,
    answers: Mapping[str, float] | None = None,
    unsure: tuple[str, ...] = (),
    **changes: Any,
) -> Result:
    """A result; two tests a function, of which the second is worth a point.

    Args:
        student: the id.
        lost: by name of a test, such as `relu_b`, the message with which its points were lost.
        answers: points of the written answers; 10 each where they are not named.
        unsure: questions that a person should look at.
        changes: other fields of the result.
    """
    lost = lost or {}
    tests = [
        TestResult(
            name,
            exercise.name,
            0 if name in lost else points,
            points,
            "failed" if name in lost else "passed",
            lost.get(name, ""),
            idea=f"What {name} looks at",
        )
        for exercise in EXERCISES
        for function, worth in exercise.worth.items()
        for name, points in ((f"{function}_a", worth - 1), (f"{function}_b", 1))
    ]
    given = {question.id: 10.0 for question in QUESTIONS} | dict(answers or {})
    written = [
        AnswerResult(
            question, given[question], 10, (), (), 0.5, question in unsure, (), f"Read: {question}", question
        )
        for question in given
    ]
    made = Result.from_tests(
        student, tests, written, digest="d", submission_digest=f"of {student}", kit_version="1"
    )
    return replace(made, **{"final": made.score, **changes})


def write_results(folder: Path, *results: Result) -> Path:
    """A RESULTS folder."""
    store = ResultStore.open(folder, [result.student for result in results])
    for result in results:
        store.write(result)
    store.write_class(results, {})
    return folder


@pytest.fixture(scope="session")
def empty_gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook without anything: nbgrader takes a second to make one."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    with opened(f"sqlite:///{path}", "default_course"):
        pass
    return path


@pytest.fixture
def course(tmp_path: Path, empty_gradebook: Path) -> Path:
    """A course with the assignment in `source/`."""
    folder = tmp_path / "course"
    (folder / "source" / "cnn").mkdir(parents=True)
    shutil.copy(course_root() / "solutions" / FILE_NAME, folder / "source" / "cnn")
    shutil.copy(empty_gradebook, folder / "gradebook.db")
    return folder


@pytest.fixture
def export(course: Path, tmp_path: Path) -> Export:
    """Runs `kit export nbgrader` on a class; gives the exit code."""

    def run(*results: Result, options: tuple[str, ...] = ()) -> int:
        shutil.rmtree(tmp_path / "results", ignore_errors=True)
        folder = write_results(tmp_path / "results", *results)
        return main(["export", "nbgrader", str(folder), "--course", str(course), *options])

    return run


GRADES = """
SELECT student_id, base_cell.name, auto_score, manual_score, extra_credit, needs_manual_grade
FROM grade JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
JOIN base_cell ON base_cell.id = grade.cell_id
"""
COMMENTS = """
SELECT student_id, base_cell.name, auto_comment, manual_comment
FROM comment JOIN submitted_notebook ON comment.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
JOIN base_cell ON base_cell.id = comment.cell_id
"""


class Book:
    """A gradebook as its tables are, read and changed without nbgrader."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        connection = sqlite3.connect(self._path)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def run(self, statement: str) -> None:
        """Change something, as a person does in formgrader."""
        connection = sqlite3.connect(self._path)
        try:
            with connection:
                connection.execute(statement)
        finally:
            connection.close()

    def grades(self, student: str) -> dict[str, tuple[Any, ...]]:
        """By cell: auto score, manual score, extra credit, whether a person should grade it."""
        return {row[1]: row[2:] for row in self.rows(GRADES) if row[0] == student}

    def comments(self, student: str) -> dict[str, tuple[str | None, str | None]]:
        """By cell: the kit's comment, a person's comment."""
        return {row[1]: row[2:] for row in self.rows(COMMENTS) if row[0] == student}

    def grade(self, student: str, cell: str, **entered: float | None) -> None:
        """What formgrader does when a person enters a score."""
        values = ", ".join(f"{name} = {'NULL' if v is None else v}" for name, v in entered.items())
        self.run(f"UPDATE grade SET {values}, needs_manual_grade = 0 WHERE {_of(student, cell)}")

    def comment(self, student: str, cell: str, text: str) -> None:
        """What formgrader does when a person writes a comment."""
        self.run(f"UPDATE comment SET manual_comment = '{text}' WHERE {_of(student, cell)}")

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that it holds."""
        tables = [name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: sorted(self.rows(f"SELECT * FROM {table}"), key=repr) for table in tables}


def _of(student: str, cell: str) -> str:
    return f"""cell_id IN (SELECT id FROM base_cell WHERE name = '{cell}') AND notebook_id IN (
        SELECT submitted_notebook.id FROM submitted_notebook JOIN submitted_assignment
        ON submitted_notebook.assignment_id = submitted_assignment.id WHERE student_id = '{student}')"""


@pytest.fixture
def book(course: Path) -> Book:
    """The course's gradebook."""
    return Book(course / "gradebook.db")
