"""What can be won where: read off the hidden tests' source, so that nothing has to be started or imported."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grading.fields import Number
from grading.results import EXERCISE_NAMES
from helpers.answers import QUESTIONS


@dataclass(frozen=True)
class Worth:
    """What hidden tests, questions and exercises are worth.

    Attributes:
        points: by name of a test and id of a question, the most that it gives.
        exercise_of: by the same names, the exercise that it belongs to.
    """

    points: Mapping[str, Number] = field(default_factory=dict)
    exercise_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def exercises(self) -> dict[str, Number]:
        """By name of each exercise, the most that all of it gives."""
        most: dict[str, Number] = dict.fromkeys(EXERCISE_NAMES, 0)
        for name, exercise in self.exercise_of.items():
            most[exercise] += self.points[name]
        return most

    def most(self, name: str) -> Number | None:
        """The most that a test, a question or an exercise gives; None where there is none of that name."""
        return self.exercises.get(name, self.points.get(name))


def read_worth(graders: Path) -> Worth:
    """What is worth how much in a folder of hidden tests, `test_<exercise>.py`, and in the questions.

    Raises:
        OSError: the folder can't be read.
        SyntaxError: one of the files is no Python.
    """
    points: dict[str, Number] = {question.id: question.points for question in QUESTIONS}
    exercise_of = dict.fromkeys(points, "answers")
    for exercise in EXERCISE_NAMES:
        path = graders / f"test_{exercise}.py"
        if path.is_file():
            for name, most in _tests(ast.parse(path.read_bytes(), str(path))):
                points[name] = most
                exercise_of[name] = exercise
    return Worth(points, exercise_of)


def _tests(module: ast.Module) -> Iterator[tuple[str, Number]]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for marker in node.decorator_list:
                match marker:
                    case ast.Call(
                        func=ast.Attribute(attr="points"), args=[ast.Constant(value=int() | float() as most)]
                    ):
                        yield node.name.removeprefix("test_"), most
