"""The assignment notebook as tests take it: the instructor's, and what learners make of it."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

Notebook: TypeAlias = dict[str, Any]

SOLVED: Notebook = json.loads((Path(__file__).parents[2] / "solutions" / "cnn.ipynb").read_text("utf-8"))


def changed(change: Callable[[Notebook], None]) -> bytes:
    """The solved notebook after a change, as the bytes of its file."""
    notebook = copy.deepcopy(SOLVED)
    change(notebook)
    return written(notebook)


def written(notebook: Any) -> bytes:
    """A notebook as the bytes of its file."""
    return json.dumps(notebook).encode()


def grade_id(cell: Any) -> str | None:
    """The name that nbgrader knows a cell by."""
    name: str | None = cell["metadata"].get("nbgrader", {}).get("grade_id")
    return name


def cell_of(notebook: Notebook, name: str) -> Any:
    """The cell with a name."""
    return next(cell for cell in notebook["cells"] if grade_id(cell) == name)


def source(cell: Any) -> str:
    """A cell's text."""
    return "".join(cell["source"])


def code(text: str, name: str | None = None) -> dict[str, Any]:
    """A new code cell."""
    metadata = {"nbgrader": {"grade_id": name}} if name else {}
    return {"cell_type": "code", "metadata": metadata, "source": text, "outputs": [], "execution_count": None}


def text(content: str, name: str | None = None) -> dict[str, Any]:
    """A new cell of Markdown."""
    metadata = {"nbgrader": {"grade_id": name}} if name else {}
    return {"cell_type": "markdown", "metadata": metadata, "source": content}
