"""What formgrader opens: a learner's work in the assignment's cells."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grading.course import course_root
from grading.exchange.gradebook.assignment import master_notebook
from grading.exchange.gradebook.notebooks import learners_cells, made_from_files, made_from_notebook


@pytest.fixture(scope="module")
def master() -> Any:
    """The assignment's notebook, as it is given out and with its hidden cells."""
    return master_notebook(None, "cnn")


def cell_of(notebook: Any, name: str) -> Any:
    found = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name]
    assert len(found) == 1, name
    return found[0]


def names_of(notebook: Any) -> list[str]:
    return [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]


def saved(notebook: Any) -> bytes:
    return str(nbformat.writes(notebook)).encode()


def test_the_master_holds_no_solution_but_the_hidden_calls(master: Any) -> None:
    assert "NotImplementedError" in cell_of(master, "convolve").source
    assert "points(" in cell_of(master, "test_convolve").source


def test_files_are_laid_into_the_cells(master: Any) -> None:
    files = {
        "convolution.py": b"import numpy as np\n\nSIZE = 3\n\ndef relu(x):\n    return np.maximum(x, 0)\n\n\n"
        b"@staticmethod\ndef convolve(image, kernel):\n    return image\n",
        "blocks.py": "# größer\nVALUE = 1\n".encode(),
        "answers.md": b"## What does max pooling do in a CNN?\n\nIt keeps the largest value.\n",
    }
    made = made_from_files(files, master)
    nbformat.validate(made)
    assert cell_of(made, "relu").source == "def relu(x):\n    return np.maximum(x, 0)"
    assert cell_of(made, "convolve").source.startswith("@staticmethod\ndef convolve")
    assert cell_of(made, "max_pooling").source.endswith("It keeps the largest value.")
    assert cell_of(made, "max_pool").source == cell_of(master, "max_pool").source
    before = made.cells[made.cells.index(cell_of(made, "convolve")) - 1].source
    assert "SIZE = 3" in before
    assert "def relu" not in before
    assert made.cells[-1].source == "# blocks.py\n\n# größer\nVALUE = 1\n"
    assert names_of(made) == names_of(master)


@pytest.mark.parametrize("source", [b"def relu(x:\n", b"\x00\xff\xfe", b"# coding: utf-99\n", b"(" * 5000])
def test_a_file_that_is_no_python_is_shown_as_it_is(master: Any, source: bytes) -> None:
    made = made_from_files({"pooling.py": source}, master)
    assert names_of(made) == names_of(master)
    assert cell_of(made, "max_pool").source == source.decode("utf-8", "replace") or source.startswith(b"#")


def test_nothing_handed_in_shows_the_stub(master: Any) -> None:
    assert learners_cells(made_from_files({}, master)) == learners_cells(master)


def test_the_assignments_own_cells_are_as_they_were_given_out(master: Any) -> None:
    submitted = deepcopy(master)
    cell_of(submitted, "relu").source = "def relu(x):\n    return 'mine'"
    cell_of(submitted, "test_relu").source = "2.0"
    cell_of(submitted, "test_relu").metadata.nbgrader["points"] = 100
    doubled = deepcopy(cell_of(submitted, "convolve"))
    doubled["id"] = "another"
    gone = cell_of(submitted, "test_convolve"), cell_of(submitted, "max_pooling"), cell_of(submitted, "setup")
    submitted.cells = [cell for cell in submitted.cells if cell not in gone] + [doubled]
    evil = nbformat.v4.new_output("display_data", {"text/html": "<script>alert(1)</script>"})
    cell_of(submitted, "conv_layer").outputs = [evil]
    submitted.metadata["evil"] = {"kernel": "other"}

    made = made_from_notebook(saved(submitted), master)
    assert made is not None
    nbformat.validate(made)
    assert names_of(made) == names_of(master), "each once, in the assignment's order"
    assert cell_of(made, "relu").source.endswith("'mine'")
    for name in ("test_relu", "test_convolve", "setup", "max_pooling"):
        assert cell_of(made, name).source == cell_of(master, name).source
        assert cell_of(made, name).metadata.nbgrader == cell_of(master, name).metadata.nbgrader
    assert b"script" not in saved(made)
    assert made.metadata == master.metadata
    assert made.cells[-1].source == doubled.source, "what nbgrader does not know is still there to read"


def test_cells_of_another_kind_are_put_back(master: Any) -> None:
    submitted = deepcopy(master)
    at = submitted.cells.index(cell_of(submitted, "relu"))
    submitted.cells[at] = nbformat.v4.new_markdown_cell("def relu", metadata=submitted.cells[at].metadata)
    made = made_from_notebook(saved(submitted), master)
    assert made is not None
    assert cell_of(made, "relu").source == cell_of(master, "relu").source
    assert "def relu" in [cell.source for cell in made.cells]


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"[]", b"{}", b'{"nbformat": 4}', b"\xff\xfe", b'{"cells": 3, "nbformat": 4}'],
)
def test_what_is_no_notebook_is_none(master: Any, content: bytes) -> None:
    assert made_from_notebook(content, master) is None


def test_an_old_notebook_is_read(master: Any) -> None:
    own = {"grade_id": "relu", "grade": False, "solution": True, "locked": False}
    cell = {
        "cell_type": "code",
        "input": "def relu(x): return x",
        "language": "python",
        "outputs": [],
        "metadata": {"nbgrader": own},
    }
    sheets = [{"metadata": {}, "cells": [cell]}]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": sheets}
    made = made_from_notebook(json.dumps(old).encode(), master)
    assert made is not None
    assert cell_of(made, "relu").source == "def relu(x): return x"
    assert names_of(made) == names_of(master)


def test_the_kits_own_notebook_is_there() -> None:
    assert (Path(course_root()) / "solutions" / "cnn.ipynb").is_file()
