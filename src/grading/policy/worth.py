"""What can be won where: read off the hidden tests' source, so that nothing has to be started or imported."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grading.fields import Number
from grading.results import EXERCISE_NAMES
from helpers.answers import QUESTIONS
from helpers.exercises import EXERCISES, function_tested_by


@dataclass(frozen=True)
class Worth:
    """What hidden tests, questions, functions and exercises are worth.

    Attributes:
        points: by name of a test and id of a question, the most that it gives.
        exercise_of: by the same names and those of functions, the exercise that it belongs to.
        function_of: by name of a test, the function that it is about.
    """

    points: Mapping[str, Number] = field(default_factory=dict)
    exercise_of: Mapping[str, str] = field(default_factory=dict)
    function_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def exercises(self) -> dict[str, Number]:
        """By name of each exercise, the most that all of it gives."""
        return {name: self._sum(self.parts_of(name)) for name in EXERCISE_NAMES}

    def most(self, name: str) -> Number | None:
        """The most that what is called so gives; None where nothing is."""
        parts = self.parts_of(name)
        return self._sum(parts) if parts else None

    def parts_of(self, name: str) -> list[str]:
        """The tests or questions that what is called so consists of; a test or a question of itself."""
        return [part for part in self.points if name in (part, *self.wholes_of(part))]

    def wholes_of(self, name: str) -> set[str]:
        """The function and the exercise that hold what is called so."""
        return {whole[name] for whole in (self.function_of, self.exercise_of) if name in whole}

    def _sum(self, parts: Iterable[str]) -> Number:
        return sum(self.points[part] for part in parts)


def read_worth(graders: Path) -> Worth:
    """What is worth how much in a folder of hidden tests, `test_<exercise>.py`, and in the questions.

    Raises:
        OSError: the folder can't be read.
        SyntaxError: one of the files is no Python.
    """
    points: dict[str, Number] = {question.id: question.points for question in QUESTIONS}
    exercise_of = dict.fromkeys(points, "answers")
    function_of: dict[str, str] = {}
    known = {exercise.name: exercise for exercise in EXERCISES}
    for exercise in EXERCISE_NAMES:
        path = graders / f"test_{exercise}.py"
        if path.is_file():
            for name, most in _tests(ast.parse(path.read_bytes(), str(path))):
                points[name] = most
                exercise_of[name] = exercise
                function = exercise in known and function_tested_by(name, known[exercise])
                if function:
                    function_of[name] = function
                    exercise_of[function] = exercise
    return Worth(points, exercise_of, function_of)


def _tests(module: ast.Module) -> Iterator[tuple[str, Number]]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for marker in node.decorator_list:
                match marker:
                    case ast.Call(
                        func=ast.Attribute(attr="points"), args=[ast.Constant(value=int() | float() as most)]
                    ):
                        yield node.name.removeprefix("test_"), most
