"""Cells of a notebook as plain data: nbformat 4.5, with nbgrader's metadata of schema 3.

Formats: https://nbformat.readthedocs.io/en/latest/format_description.html and
https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html. An id that stays the same from
build to build is the `grade_id`, which nbgrader asks to be unique, too.
"""

from typing import Any, TypeAlias

CellData: TypeAlias = dict[str, Any]
_SCHEMA = 3


def text(cell_id: str, source: str) -> CellData:
    """Markdown that anyone may change."""
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": _lines(source)}


def locked_code(grade_id: str, source: str) -> CellData:
    """Code that nbgrader restores when a learner changed it; it is not graded."""
    return _code(grade_id, source, grade=False, solution=False, locked=True)


def solution(grade_id: str, source: str) -> CellData:
    """Code that a learner writes."""
    return _code(grade_id, source, grade=False, solution=True, locked=False)


def graded(grade_id: str, source: str, points: int) -> CellData:
    """Code whose result is points; nbgrader restores it, too."""
    return _code(grade_id, source, grade=True, solution=False, locked=True, points=points)


def answer(grade_id: str, source: str, points: int) -> CellData:
    """Markdown that a learner writes, and a person grades."""
    cell = text(grade_id, source)
    cell["metadata"] = _metadata(grade_id, grade=True, solution=True, locked=False, points=points)
    return cell


def notebook(cells: list[CellData]) -> CellData:
    """The whole notebook, for Jupyter's usual Python kernel."""
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _code(grade_id: str, source: str, **metadata: bool | int) -> CellData:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": grade_id,
        "metadata": _metadata(grade_id, **metadata),
        "outputs": [],
        "source": _lines(source),
    }


def _metadata(grade_id: str, **metadata: bool | int) -> dict[str, Any]:
    return {"nbgrader": {"grade_id": grade_id, "schema_version": _SCHEMA, "task": False, **metadata}}


def _lines(source: str) -> list[str]:
    """As Jupyter writes it, so that a difference shows line by line."""
    return source.strip("\n").splitlines(keepends=True)
