"""Reads the cells of a notebook, whatever program wrote it and whatever became of it since.

The format is https://nbformat.readthedocs.io/en/latest/format_description.html, version 4, and the older
version 3, where the cells lie in worksheets and code is called `input`. Nothing of it is run, and
plain JSON is all that is needed of it: outputs, which can be megabytes, are not looked at, and cells that are
not as they should be cost only themselves.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grading.archives import Unreadable, shown

_MOST_CELLS = 2_000
_MOST_CHARACTERS = 1_000_000  # in all cells together, without outputs
_BEGINNING = 40


@dataclass(frozen=True)
class NotebookCell:
    """One cell.

    Attributes:
        kind: `code`, `markdown`, `raw`, or whatever else stands there.
        source: its text.
        name: the `grade_id` that nbgrader knows it by, None where it has none.
        number: its place in the notebook, from 1.
    """

    kind: str
    source: str
    name: str | None
    number: int


def read_cells(content: bytes) -> list[NotebookCell]:
    """The cells of a notebook, in their order.

    Args:
        content: an `.ipynb` file's bytes, in any encoding of JSON.

    Raises:
        Unreadable: it is no notebook, or holds more than is read; the text is for the learner.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        begins = shown(" ".join(content[:_BEGINNING].decode("utf-8", "replace").split()))
        kind = "" if begins.startswith(("{", "[")) else f"; it begins with {begins or 'nothing'}"
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
        raise Unreadable(
            f"The notebook can't be read ({reason}){kind}. Open it in Jupyter, save it, and hand it in: "
            "its name ends in .ipynb."
        ) from None
    found = list(_raw_cells(data))
    if not found:
        raise Unreadable(
            "The file holds no cells, so it is no notebook with work in it. Hand in the one with your work."
        )
    cells = [_cell(raw, number) for number, raw in enumerate(found, 1)]
    characters = sum(len(cell.source) for cell in cells)
    if len(cells) > _MOST_CELLS or characters > _MOST_CHARACTERS:
        raise Unreadable(
            f"The notebook holds {len(cells)} cells with {characters} characters; at most {_MOST_CELLS} and "
            f"{_MOST_CHARACTERS} are read. Take out what is no part of the exercises."
        )
    return cells


def _raw_cells(data: Any) -> Iterator[dict[str, Any]]:
    holders = [data]
    if isinstance(data, dict) and isinstance(data.get("worksheets"), list):
        holders += data["worksheets"]
    for holder in holders:
        if isinstance(holder, dict) and isinstance(holder.get("cells"), list):
            yield from (cell for cell in holder["cells"] if isinstance(cell, dict))


def _cell(raw: dict[str, Any], number: int) -> NotebookCell:
    metadata = raw.get("metadata")
    of_nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = of_nbgrader.get("grade_id") if isinstance(of_nbgrader, dict) else None
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    text = source if isinstance(source, str) else ""
    return NotebookCell(
        str(raw.get("cell_type", "")),
        # JSON can hold halves of characters, which no text can.
        text.encode("utf-8", "replace").decode(),
        name if isinstance(name, str) and name else None,
        number,
    )
