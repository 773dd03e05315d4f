"""The assignment notebook is what nbgrader expects, and gives nothing away once nbgrader has released it."""

import base64
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from grading.assignment.nbgrader_course import write_assignment
from grading.assignment.notebook import assignment_notebook
from grading.build import stale
from grading.course import course_root
from grading.fleet import Fleet
from grading.unusable import Unusable
from helpers.answers import QUESTIONS
from helpers.exercises import EXERCISES, function_tested_by
from tests.grading.notebooks import SOLVED, cell_of, grade_id, source

ROOT = course_root()
FUNCTIONS = [function for exercise in EXERCISES for function in exercise.functions]
# nbgrader's own modules warn about what they are made of.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def released() -> Any:
    """The learner's notebook, by the steps of `nbgrader generate_assignment` that change texts."""
    import nbformat
    from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions, LockCells

    notebook = nbformat.reads(json.dumps(SOLVED), as_version=4)
    for step in (LockCells(), ClearSolutions(), ClearHiddenTests()):
        notebook, _ = step.preprocess(notebook, {})
    return notebook


def test_it_is_a_notebook_of_nbgraders_schema() -> None:
    import nbformat
    from nbgrader.nbgraderformat import MetadataValidator

    notebook = nbformat.reads(json.dumps(SOLVED), as_version=4)

    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)


def test_a_function_has_a_cell_checks_and_hidden_tests_worth_its_points() -> None:
    points = {
        grade_id(cell): cell["metadata"]["nbgrader"].get("points")
        for cell in SOLVED["cells"]
        if grade_id(cell)
    }

    for exercise in EXERCISES:
        for function, worth in exercise.worth.items():
            assert points[function] is None
            assert points[f"check_{function}"] == 0
            assert points[f"test_{function}"] == worth
    assert [points[question.id] for question in QUESTIONS] == [10, 10]
    assert sum(filter(None, points.values())) == 110


def test_points_of_functions_are_those_of_their_hidden_tests(fleet: Fleet) -> None:
    by_name = {exercise.name: exercise for exercise in EXERCISES}
    found: Counter[str | None] = Counter()
    for test in fleet.describe()["tests"]:
        found[function_tested_by(test["name"], by_name[test["exercise"]])] += test["max_points"]

    assert found == {
        function: points for exercise in EXERCISES for function, points in exercise.worth.items()
    }


def test_the_release_has_stubs_prompts_and_checks_and_nothing_of_the_hidden(released: Any) -> None:
    text = "\n".join(cell.source for cell in released.cells)

    assert not re.search("SOLUTION|HIDDEN|in_kernel|points\\(", text)
    for function in FUNCTIONS:
        stub = source(cell_of(released, function))
        assert stub.endswith("# YOUR CODE HERE\n    raise NotImplementedError()")
        assert f"def {function}(" in stub
        assert source(cell_of(released, f"check_{function}")) == f'check("{function}")'
    for question in QUESTIONS:
        answer = source(cell_of(released, question.id))
        assert question.prompt in answer
        assert answer.endswith("YOUR ANSWER HERE")


def test_no_telling_line_of_a_solution_is_in_the_release(released: Any) -> None:
    text = "\n".join(cell.source for cell in released.cells)
    solved = [
        line for exercise in EXERCISES for line in _solution_lines(ROOT / "solutions" / exercise.file_name)
    ]

    assert len(solved) > 40
    assert [line for line in solved if line in text] == []


def _solution_lines(file: Path) -> Iterator[str]:
    inside = False
    for line in file.read_text("utf-8").splitlines():
        inside = (inside or "BEGIN SOLUTION" in line) and "END SOLUTION" not in line
        if inside and len(line.strip()) > 20 and "BEGIN SOLUTION" not in line:
            yield line.strip()


def test_pictures_carry_their_data_and_are_drawings() -> None:
    text = "\n".join(source(cell) for cell in SOLVED["cells"])
    drawn = re.findall(r"!\[[^\]]+\]\(data:image/svg\+xml;base64,([^)]+)\)", text)

    assert len(drawn) == 3
    for data in drawn:
        assert ET.fromstring(base64.b64decode(data)).tag == "{http://www.w3.org/2000/svg}svg"


def test_equal_solutions_give_equal_bytes_and_a_change_is_stale(tmp_path: Path) -> None:
    file = ROOT / "solutions" / "cnn.ipynb"

    assert assignment_notebook(ROOT / "solutions").encode() == file.read_bytes()
    for folder in ("solutions", "graders", "exercises"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "solutions").unlink()
    (tmp_path / "solutions").mkdir()
    for part in (ROOT / "solutions").glob("*.*"):
        (tmp_path / "solutions" / part.name).write_bytes(part.read_bytes())
    (tmp_path / "solutions" / "cnn.ipynb").write_bytes(file.read_bytes().replace(b"Max pooling", b"Pooling"))
    assert stale(tmp_path) == ["solutions/cnn.ipynb: the text differs; run `kit build`"]


def test_a_course_gets_the_notebook_and_its_checks_and_its_settings_once(tmp_path: Path) -> None:
    folder = tmp_path / "course"

    first, second = write_assignment(ROOT, folder, "cnn"), write_assignment(ROOT, folder, "cnn")

    assert (folder / "source" / "cnn" / "cnn.ipynb").read_bytes() == (
        ROOT / "solutions" / "cnn.ipynb"
    ).read_bytes()
    assert (folder / "source" / "cnn" / "checks" / "data" / "hints.json").is_file()
    assert first.settings == folder / "nbgrader_config.py"
    assert "course_id = 'course'" in first.settings.read_text("utf-8")
    assert (second.changed, second.settings) == ((), None)


def test_what_somebody_changed_in_a_course_is_not_overwritten(tmp_path: Path) -> None:
    notebook = write_assignment(ROOT, tmp_path, "cnn").assignment / "cnn.ipynb"
    notebook.write_text("mine", encoding="utf-8")

    with pytest.raises(Unusable, match=r"cnn\.ipynb was changed .* Move it out of the way"):
        write_assignment(ROOT, tmp_path, "cnn")
    assert notebook.read_text("utf-8") == "mine"
    assert write_assignment(ROOT, tmp_path, "other").changed


def test_what_an_older_kit_wrote_is_renewed(tmp_path: Path) -> None:
    course = tmp_path / "kit"
    for folder in ("solutions", "exercises"):
        (course / folder).mkdir(parents=True)
    (course / "solutions" / "cnn.ipynb").write_text("older", encoding="utf-8")
    (course / "exercises" / "data").mkdir()
    for name in ("pytest.ini", *(f"test_{exercise.file_name}" for exercise in EXERCISES)):
        (course / "exercises" / name).touch()
    notebook = write_assignment(course, tmp_path / "course", "cnn").assignment / "cnn.ipynb"
    (course / "solutions" / "cnn.ipynb").write_text("newer", encoding="utf-8")

    assert write_assignment(course, tmp_path / "course", "cnn").changed == (notebook,)
    assert notebook.read_text("utf-8") == "newer"


@pytest.mark.parametrize("name", ["../cnn", "", "a b", "a/b", ".hidden"])
def test_a_name_that_nbgrader_would_not_take_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="can't be an assignment's name"):
        write_assignment(ROOT, tmp_path, name)


def test_a_file_in_place_of_the_course_is_a_line_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    start = "import sys; from helpers.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", start, "build", "--course", str(tmp_path / "file")]

    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 2
    assert run.stderr.startswith("kit build: ")
    assert "is a file; expected the folder of an nbgrader course" in run.stderr
