"""Checks and hidden calls in a real kernel, as nbgrader runs them."""

import os
import select
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from grading.assignment.nbgrader_course import write_assignment
from grading.course import course_root
from tests.grading.notebooks import SOLVED, cell_of, source

pytestmark = pytest.mark.filterwarnings("ignore")  # Jupyter's own

RIGHT = source(cell_of(SOLVED, "max_pool"))
WITHOUT_STRIDE = RIGHT.replace("if stride is None:", "if True:")
WARNS = (
    "import sys\ndef max_pool(images, pool_size=2, stride=None):\n    return print('x', file=sys.stderr) is 1"
)
SERVERS = "import grading.in_kernel as k\n[p.pid for p in k._running[0]._current._servers._processes]"
_PATIENCE_S = 120.0


class Kernel:
    """A kernel beside the checks, which runs cell after cell."""

    def __init__(self, folder: Path) -> None:
        notebook = nbformat.v4.new_notebook()
        self.client: Any = NotebookClient(
            notebook,
            timeout=300,
            allow_errors=True,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
        )

    def run(self, code: str) -> list[Any]:
        """The outputs of a new cell."""
        cell = nbformat.v4.new_code_cell(code)
        self.client.nb.cells.append(cell)
        self.client.execute_cell(cell, len(self.client.nb.cells) - 1)
        outputs: list[Any] = cell.outputs
        return outputs


@pytest.fixture
def assignment(tmp_path: Path) -> Path:
    """The assignment's folder in a course."""
    return write_assignment(course_root(), tmp_path, "cnn").assignment


@pytest.fixture
def kernel(assignment: Path) -> Iterator[Kernel]:
    """A kernel that ends with the test."""
    kernel = Kernel(assignment)
    with kernel.client.setup_kernel():
        yield kernel


def test_points_follow_what_the_kernel_holds_and_nothing_is_written_to_stderr(kernel: Kernel) -> None:
    for name in ("setup", "given_pooling"):
        assert kernel.run(source(cell_of(SOLVED, name))) == []
    check, points = (source(cell_of(SOLVED, f"{kind}_max_pool")) for kind in ("check", "test"))

    kernel.run(WITHOUT_STRIDE)
    told, error = kernel.run(check)
    feedback, partly = kernel.run(points)
    kernel.run(WARNS)
    warned, nothing = kernel.run(points)
    kernel.run(RIGHT)
    right, whole = kernel.run(points)
    kernel.run("broken = (")
    again = kernel.run(points)
    passed = kernel.run(check)

    assert "max_pool: 6 of 7 checks" in told.text
    assert (error.ename, error.traceback) == ("ChecksNotPassedError", [error.evalue])
    assert feedback.name == warned.name == right.name == "stdout"
    assert 0 < float(partly.data["text/plain"]) < 15
    assert "2 of 2  Max pooling keeps the largest value of each 2x2 window." in feedback.text
    assert (nothing.data["text/plain"], whole.data["text/plain"]) == ("0", "15")
    assert again == [right, {**whole, "execution_count": again[1].execution_count}]
    assert [output.text for output in passed] == ["max_pool: 7 of 7 checks\n"]


def test_modules_beside_the_notebook_come_along(kernel: Kernel, assignment: Path) -> None:
    (assignment / "mine.py").write_text("def rectified(x):\n    return x * (x > 0)\n", "utf-8")
    kernel.run("from mine import rectified")
    kernel.run("def relu(x):\n    return rectified(x)")

    _, result = kernel.run('from grading.in_kernel import points\npoints("relu")')

    assert result.data["text/plain"] == "2"


def test_the_servers_end_with_the_kernel(tmp_path: Path) -> None:
    kernel = Kernel(tmp_path)
    with kernel.client.setup_kernel():
        kernel.run(RIGHT)
        kernel.run('from grading.in_kernel import points\npoints("max_pool")')
        [result] = kernel.run(SERVERS)
        ended = [os.pidfd_open(int(pid)) for pid in result.data["text/plain"].strip("[]").split(",")]

    assert len(ended) == 3
    for descriptor in ended:
        assert select.select([descriptor], [], [], _PATIENCE_S)[0], "the kernel is gone, and a server runs on"
        os.close(descriptor)
