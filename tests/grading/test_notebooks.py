"""Notebooks as learners hand them in: each gives the files that are graded, or a clear reason."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading.archives import Unreadable
from grading.notebooks import files_of
from helpers.answers import QUESTIONS, read_answers
from helpers.exercises import EXERCISES
from tests.grading.conftest import Verdict
from tests.grading.notebooks import SOLVED, Notebook, cell_of, changed, code, grade_id, source, text, written

FUNCTIONS = [function for exercise in EXERCISES for function in exercise.functions]
ALL_FILES = {*(exercise.file_name for exercise in EXERCISES), "answers.md"}
WHOLE = files_of(written(SOLVED))
ANSWERS = read_answers(WHOLE.files["answers.md"].decode())


def in_place_of(name: str, new: str) -> Callable[[Notebook], None]:
    def change(notebook: Notebook) -> None:
        cell_of(notebook, name)["source"] = new

    return change


def without(name: str) -> Callable[[Notebook], None]:
    def change(notebook: Notebook) -> None:
        notebook["cells"].remove(cell_of(notebook, name))

    return change


def metadata_lost(notebook: Notebook) -> None:
    """Colab's, say: ids of its own, and nothing of nbgrader's."""
    notebook["nbformat_minor"] = 0
    notebook["metadata"] = {"colab": {"provenance": []}}
    for number, cell in enumerate(notebook["cells"]):
        cell.pop("id")
        cell["metadata"] = {"id": f"aX{number}", "colab": {"base_uri": "https://localhost:8080/"}}


def of_vs_code(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["source"] = source(cell).replace("\n", "\r\n")
        cell["metadata"]["vscode"] = {"languageId": "python"}


def upside_down(notebook: Notebook) -> None:
    notebook["cells"].reverse()


def of_version_3(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["language"] = "python"
    cells = notebook.pop("cells")
    notebook.update(nbformat=3, nbformat_minor=0, worksheets=[{"cells": cells[:9]}, {"cells": cells[9:]}])


def with_outputs(notebook: Notebook) -> None:
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 100_000}}
    cell_of(notebook, "check_relu")["outputs"] = [picture] * 50


def with_attachments(notebook: Notebook) -> None:
    cell = cell_of(notebook, "max_pooling")
    cell["attachments"] = {"image.png": {"image/png": "A" * 10_000}}
    cell["source"] = source(cell) + "\n\n![a picture](attachment:image.png)"


def with_pasted_picture(notebook: Notebook) -> None:
    cell = cell_of(notebook, "max_pooling")
    cell["source"] = source(cell) + f"\n\n![a picture](data:image/png;base64,{'A' * 200_000})"


def functions_doubled(notebook: Notebook) -> None:
    stub = cell_of(notebook, "relu").copy()
    stub["source"] = "def relu(x):\n    raise NotImplementedError()"
    notebook["cells"].append(stub)


def all_in_one_cell(notebook: Notebook) -> None:
    merged = "\n\n".join(source(cell_of(notebook, function)) for function in FUNCTIONS)
    notebook["cells"] = [cell for cell in notebook["cells"] if grade_id(cell) not in FUNCTIONS]
    notebook["cells"].append(code(merged))


def with_magics(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if grade_id(cell) in FUNCTIONS:
            cell["source"] = "%matplotlib inline\n!pip list\n" + source(cell) + "\nnp.sum?"


def with_plots_and_calls(notebook: Notebook) -> None:
    for number in range(len(notebook["cells"]), 0, -3):
        notebook["cells"].insert(number, code("import matplotlib.pyplot as plt\nplt.imshow(image)\n1 / 0"))


def turned_to_text(notebook: Notebook) -> None:
    for kind, name in (("markdown", "relu"), ("raw", "max_pool"), ("code", "cnn_vs_vit")):
        cell_of(notebook, name)["cell_type"] = kind


def with_odd_cells(notebook: Notebook) -> None:
    notebook["cells"][:0] = [
        *(None, 3, "text", [], {}),
        {"cell_type": "code"},
        {"cell_type": "code", "source": 7, "metadata": None},
        {"cell_type": "code", "source": ["x = 1", None], "metadata": {"nbgrader": 3}},
        {"cell_type": "code", "source": "'\ud800'", "metadata": {"nbgrader": {"grade_id": ["a"]}}},
        {"cell_type": 5, "source": "", "metadata": {"nbgrader": {"grade_id": ""}}},
    ]


def without_given_code(notebook: Notebook) -> None:
    # NumPy is imported in the cells of other exercises, too, as in a kernel.
    without("given_convolution")(notebook)
    without("given_pooling")(notebook)


UNHARMED = (
    *(
        metadata_lost,
        of_vs_code,
        upside_down,
        of_version_3,
        with_outputs,
        with_attachments,
        with_pasted_picture,
    ),
    *(functions_doubled, all_in_one_cell, with_magics, with_plots_and_calls, turned_to_text, with_odd_cells),
    without_given_code,
)


def functions_in(files: Mapping[str, bytes]) -> dict[str, str]:
    """The functions at the top of each file, without their comments."""
    return {
        node.name: ast.unparse(node)
        for name, content in files.items()
        if name.endswith(".py")
        for node in ast.parse(content).body
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize("damage", UNHARMED)
def test_what_happens_to_notebooks_costs_nothing(damage: Callable[[Notebook], None]) -> None:
    found = files_of(changed(damage)).files

    assert set(found) == ALL_FILES
    assert functions_in(found) == functions_in(WHOLE.files)
    assert len(found["answers.md"]) < 2 * len(WHOLE.files["answers.md"])
    answers = read_answers(found["answers.md"].decode())
    for question in QUESTIONS:
        assert answers[question.id].startswith(ANSWERS[question.id])


@pytest.mark.parametrize("damage", UNHARMED)
def test_its_numpy_files_still_work(damage: Callable[[Notebook], None]) -> None:
    found = files_of(changed(damage)).files
    convolution, pooling = loaded(found["convolution.py"]), loaded(found["pooling.py"])

    assert convolution["output_size"](7, 3, stride=2) == 3
    assert convolution["convolve"](np.ones((3, 3)), np.ones((2, 2))).tolist() == [[4, 4], [4, 4]]
    assert pooling["max_pool"](np.arange(4).reshape(1, 2, 2, 1)).item() == 3


def loaded(content: bytes) -> dict[str, Any]:
    namespace: dict[str, Any] = {}
    exec(compile(content, "cells", "exec", dont_inherit=True), namespace)
    return namespace


@pytest.mark.parametrize(
    "damage",
    [
        without("relu"),
        in_place_of("relu", ""),
        in_place_of("relu", "def my_relu(x):\n    return x"),
        in_place_of("relu", "%%writefile relu.py\ndef relu(x):\n    return x"),
    ],
)
def test_what_is_missing_costs_only_itself(damage: Callable[[Notebook], None]) -> None:
    found = functions_in(files_of(changed(damage)).files)

    assert "relu" not in found
    assert {**found, "relu": None}.keys() == functions_in(WHOLE.files).keys()


@pytest.mark.parametrize(
    "broken",
    [
        "def relu(x)\n    return x",
        "return 1",
        "\0",
        "def relu(x):\nreturn x",
        "x = (" * 300,
        "def relu(x):\n    y = '''",
    ],
)
def test_a_cell_that_is_no_python_costs_only_its_function(broken: str) -> None:
    made = files_of(changed(in_place_of("relu", broken)))
    found = functions_in(made.files)

    assert found.pop("relu").startswith("def relu(*arguments, **options):\n    raise SyntaxError(")
    assert found.items() <= functions_in(WHOLE.files).items()
    assert any("(relu) is no Python program" in notice for notice in made.notices)


def test_helpers_in_cells_of_ones_own_belong_to_what_uses_them() -> None:
    def change(notebook: Notebook) -> None:
        notebook["cells"].insert(
            3, code("from math import sqrt\nROOT = sqrt(9)\ndef triple(x):\n    return ROOT * x")
        )
        cell_of(notebook, "relu")["source"] = "def relu(x):\n    return triple(x)"

    files = files_of(changed(change)).files

    assert loaded(files["convolution.py"])["relu"](2) == 6
    assert b"triple" not in files["pooling.py"]


def test_an_answer_is_found_wherever_it_stands() -> None:
    said = "It keeps the largest value of each window."

    def below(notebook: Notebook) -> None:
        at = notebook["cells"].index(cell_of(notebook, "max_pooling"))
        notebook["cells"][at]["source"] = "### What does max pooling do in a CNN?\n\nYOUR ANSWER HERE"
        notebook["cells"].insert(at + 1, text(said))

    def with_headings(notebook: Notebook) -> None:
        in_place_of("max_pooling", f"# First\n\nYes.\n\n## Second\n\nYes.\n\n## Third\n\n{said}")(notebook)

    quoting = in_place_of("max_pooling", f"{QUESTIONS[1].heading}\n\n{said} \ud800")
    for change in (below, in_place_of("max_pooling", said), with_headings, quoting):
        answers = read_answers(files_of(changed(change)).files["answers.md"].decode())
        assert said in answers["max_pooling"]
        assert answers["cnn_vs_vit"] == ANSWERS["cnn_vs_vit"]


def test_without_metadata_a_new_chapter_is_no_part_of_an_answer() -> None:
    answers = read_answers(files_of(changed(metadata_lost)).files["answers.md"].decode())

    assert "Extra: bonus" not in answers["cnn_vs_vit"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "can't be read"),
        (written(SOLVED)[:5_000], "can't be read"),
        (b"<<<<<<< HEAD\n" + written(SOLVED), "it begins with <<<<<<< HEAD"),
        (b"<!DOCTYPE html><html></html>", "it begins with <!DOCTYPE html>"),
        (b"PK\x03\x04" + b"\0" * 50, "can't be read"),
        (b"\xff\xfe" + b"x" * 51, "can't be read"),
        (b"[" * 200_000, "can't be read"),
        (b"1" * 5_000, "can't be read"),
        (b"[1, 2]", "holds no cells"),
        (b'"text"', "holds no cells"),
        (b'{"cells": {}}', "holds no cells"),
        (written({"cells": [], "nbformat": 4}), "holds no cells"),
        (written({"cells": [code("x = 1")]}), "None of the 1 cells defines a function"),
        (written({"cells": [code("")] * 2_001}), "2001 cells"),
        (written({"cells": [text("word " * 300_000)]}), "1500000 characters"),
        (written({"cells": [code("x = 1\n" * 1_900)] * 2}), "more than 3000 statements"),
    ],
)
def test_what_can_not_be_taken_has_a_clear_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=f"(?s).*{reason}"):
        files_of(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_may_be_in_any_of_its_encodings(encoding: str) -> None:
    assert files_of(json.dumps(SOLVED, ensure_ascii=False).encode(encoding)).files == WHOLE.files


def test_nothing_of_a_notebook_is_run_and_nothing_of_jupyters_is_needed() -> None:
    files_of(changed(in_place_of("relu", "import sys\nsys.harm = 1\nraise SystemExit")))

    assert not hasattr(sys, "harm")


def test_a_class_of_notebooks_gets_a_result_for_everyone(tmp_path: Path) -> None:
    submissions, results = tmp_path / "class", tmp_path / "results"
    (submissions / "ann").mkdir(parents=True)
    (submissions / "ann" / "pooling.py").write_bytes(WHOLE.files["pooling.py"])
    (submissions / "ben.ipynb").write_bytes(written(SOLVED))
    (submissions / "cleo.ipynb").write_bytes(written(SOLVED)[:5_000])
    (submissions / "dora.ipynb").write_bytes(changed(in_place_of("max_pool", "def max_pool(:")))
    (submissions / "emil").mkdir()
    (submissions / "emil" / "cnn (1).ipynb").write_bytes(changed(metadata_lost))
    (submissions / "fay.ipynb").write_bytes(b"<!DOCTYPE html>")
    kit = Path(sys.executable).with_name("kit")
    command = [
        str(kit),
        "grade",
        str(submissions),
        "--out",
        str(results),
        "--exercise",
        "pooling",
        "--seed",
        "7",
    ]

    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    graded = [json.loads(file.read_text("utf-8")) for file in (results / "results").glob("*.json")]
    scores = {one["student"]: (one["status"], one["exercises"]["pooling"]["score"]) for one in graded}
    assert scores == {
        "ann": ("graded", 15),
        "ben": ("graded", 15),
        "cleo": ("invalid", 0),
        "dora": ("graded", 0),
        "emil": ("graded", 15),
        "fay": ("invalid", 0),
    }
    problems = {one["student"]: one["problem"] for one in graded}
    assert "The notebook can't be read" in problems["cleo"]
    assert "it begins with <!DOCTYPE html>" in problems["fay"]


def test_the_solved_notebook_gets_every_point(judge: Callable[..., Verdict]) -> None:
    points = judge(WHOLE.files).points()

    assert points == {**{exercise.name: exercise.points for exercise in EXERCISES}, "answers": 20}


def test_its_stub_gets_none(judge: Callable[..., Verdict]) -> None:
    def stubs(notebook: Notebook) -> None:
        for function in FUNCTIONS:
            head = source(cell_of(notebook, function)).partition("    ### BEGIN SOLUTION")[0]
            cell_of(notebook, function)["source"] = (
                f"{head}    # YOUR CODE HERE\n    raise NotImplementedError()"
            )
        for question in QUESTIONS:
            cell_of(notebook, question.id)["source"] = f"### {question.heading}\n\n> ...\n\nYOUR ANSWER HERE"

    verdict = judge(files_of(changed(stubs)).files)

    assert set(verdict.points().values()) == {0}
    assert {test["outcome"] for test in verdict.tests.values()} == {"missing"}


def test_a_cell_that_is_no_python_is_an_error_of_its_function_alone(judge: Callable[..., Verdict]) -> None:
    broken = in_place_of("output_size", "def output_size(size, kernel_size:\n    return 1")

    verdict = judge(files_of(changed(broken)).files, ["convolution"])

    errors = {name for name, test in verdict.tests.items() if test["outcome"] == "error"}
    assert errors == {name for name in verdict.tests if name.startswith("output_size")}
    assert "SyntaxError" in verdict.lost["output_size_valid"]
    assert set(verdict.lost) == errors
