"""What learners are told is short, and holds nothing of a solution."""

import ast
import re
from pathlib import Path

import pytest

from graders.misconceptions import CATALOGUE
from grading.course import course_root
from grading.misconceptions import Misconception
from helpers.exercises import EXERCISES

ROOT = course_root()
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
# A shorter line, such as `return result`, is in too many programs to give anything away.
SHORTEST = 12
# In what a learner may be shown: hidden tests, visible checks, and what both lean on.
SPEAKERS = [
    *sorted((ROOT / "graders").rglob("*.py")),
    *sorted((ROOT / "exercises").glob("*.py")),
    *sorted((Path(__file__).parents[2] / "src" / "helpers").glob("*.py")),
]


def squeezed(text: str) -> str:
    """Without spaces and quotes, which a solution need not have where a hint has them."""
    return re.sub(r"""[\s"'`]""", "", text)


def solution_lines() -> list[str]:
    lines = []
    for exercise in EXERCISES:
        text = (ROOT / "solutions" / exercise.file_name).read_text("utf-8")
        for region in re.findall(f"{BEGIN}\n(.*?){END}", text, flags=re.DOTALL):
            lines += [code for line in region.splitlines() if (code := line.partition("#")[0].strip())]
    return [
        line for line in lines if len(line) >= SHORTEST and not line.startswith(("raise", 'f"', '"', "'"))
    ]


LINES = [squeezed(line) for line in solution_lines()]


def texts(path: Path) -> list[str]:
    """Every text in a module, and those that are joined from several."""
    return [
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_the_solutions_have_lines_to_look_for() -> None:
    assert len(LINES) > 50
    assert any("sliding_window_view" in line for line in LINES)


@pytest.mark.parametrize("entry", CATALOGUE.entries, ids=lambda entry: entry.id)
def test_hints_are_short_plain_and_give_no_solution_away(entry: Misconception) -> None:
    for text in (entry.belief, *entry.hints):
        assert not [line for line in LINES if line in squeezed(text)]
        assert text.isascii()
        assert text == text.strip()
        assert text[-1] in ".?!)"
        assert 15 <= len(text) <= 260
        assert "\n" not in text
    assert len({entry.belief, *entry.hints}) == 4


@pytest.mark.parametrize("path", SPEAKERS, ids=lambda path: str(path.relative_to(path.parents[2])))
def test_no_message_holds_a_line_of_a_solution(path: Path) -> None:
    for text in texts(path):
        assert not [line for line in LINES if line in squeezed(text)]


def test_the_catalogue_is_of_one_piece() -> None:
    ids = [entry.id for entry in CATALOGUE.entries]
    assert len(ids) == len(set(ids)) >= 60
    functions = {function: one.name for one in EXERCISES for function in one.functions}
    assert set(CATALOGUE.right) == set(functions)
    for entry in CATALOGUE.entries:
        assert entry.replicas
        assert {functions[function] for function in entry.replicas} == {entry.exercise}
        assert all(entry.replicas.values())
