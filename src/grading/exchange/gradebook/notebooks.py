"""The notebook that formgrader opens: a learner's work in the assignment's cells, never executed here."""

import ast
import importlib.util
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from grading.answers import answer_texts
from grading.exchange.gradebook.assignment import commented_cell
from grading.unusable import Unusable
from helpers.answers import FILE_NAME, QUESTIONS
from helpers.exercises import EXERCISES

_MARK = "cnn_exercise_kit"  # metadata of a notebook that the kit put in place


def made_from_notebook(submitted: bytes, master: Any) -> Any | None:
    """The submitted notebook with the assignment's own cells as they were given out.

    What `nbgrader autograde` does before it runs a notebook (preprocessors/overwritecells.py), for notebooks
    that may be damaged too: cells that are missing are put back, cells that are locked get their text back,
    doubled and unknown ones are nothing to nbgrader. Outputs, which may hold anything, are taken out.

    Args:
        submitted: the file.
        master: the assignment's notebook.

    Returns:
        The notebook; None where the file is none.
    """
    import nbformat

    try:
        notebook = nbformat.reads(submitted.decode("utf-8-sig"), as_version=4)
        cells = [_plain(nbformat, cell) for cell in notebook.cells]
    # Whatever is wrong with a learner's file: the reader has a dozen ways to say so.
    except Exception:
        return None
    places: dict[str, int] = {}
    for index, cell in enumerate(cells):
        name = cell.metadata.pop("nbgrader", {}).get("grade_id")
        places.setdefault(name, index)
    given = {cell.metadata.nbgrader["grade_id"]: cell for cell in master.cells if "nbgrader" in cell.metadata}
    last = -1
    for name, cell in given.items():
        if name in places and cells[places[name]].cell_type == cell.cell_type:
            own = cells[places[name]]
            own.metadata["nbgrader"] = deepcopy(cell.metadata.nbgrader)
            if not cell.metadata.nbgrader["solution"]:
                own.source = cell.source
            last = places[name]
        else:
            last += 1
            cells.insert(last, deepcopy(cell))
            places = {known: at + (at >= last) for known, at in places.items()}
    return nbformat.v4.new_notebook(metadata=_metadata(master), cells=cells)


def made_from_files(files: Mapping[str, bytes], master: Any) -> Any:
    """The assignment's notebook with a learner's files in its cells.

    Each function stands in its cell, the rest of its file in a cell before; modules of the learner's own
    stand at the end. A file that is no Python stands in the cell of its first function.

    Args:
        files: what was handed in, by name.
        master: the assignment's notebook.
    """
    import nbformat

    notebook = deepcopy(master)
    notebook.metadata = _metadata(master)
    written: dict[str, str] = {}
    before: dict[str, str] = {}
    for exercise in EXERCISES:
        functions, rest = _cut(files.get(exercise.file_name, b""), exercise.functions)
        written |= {commented_cell(function): text for function, text in functions.items()}
        if rest:
            before[commented_cell(exercise.functions[0])] = f"# Also in {exercise.file_name}\n\n{rest}"
    texts = answer_texts(files.get(FILE_NAME, b""))
    for question in QUESTIONS:
        if texts[question.id]:
            written[commented_cell(question.id)] = f"## {question.heading}\n\n{texts[question.id]}"
    cells = []
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in before:
            cells.append(nbformat.v4.new_code_cell(before[name]))
        if name in written:
            cell.source = written[name]
        cells.append(cell)
    known = {exercise.file_name for exercise in EXERCISES} | {FILE_NAME}
    cells.extend(
        nbformat.v4.new_code_cell(f"# {own}\n\n{_decoded(files[own])}") for own in sorted(set(files) - known)
    )
    notebook.cells = cells
    return notebook


@contextmanager
def ready(notebook: Any, target: Path, submission_digest: str) -> Iterator[Callable[[], None]]:
    """Get a notebook ready for the place where formgrader looks for it.

    Args:
        notebook: what to show.
        target: where.
        submission_digest: stands for what was handed in.

    Yields:
        What puts it there in one step. One that shows the same work already stays, with its outputs.

    Raises:
        Unusable: nothing can be written there; so does what is yielded.
    """
    import nbformat

    shown = read_notebook(target)
    if shown is not None and learners_cells(shown) == learners_cells(notebook):
        yield lambda: None
        return
    notebook.metadata[_MARK] = {"submission": submission_digest}
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    with _explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(nbformat.writes(notebook), encoding="utf-8", errors="replace")

    def put() -> None:
        with _explained(target):
            os.replace(part, target)  # noqa: PTH105  (a read-only file of nbgrader's is replaced all the same)

    try:
        yield put
    finally:
        part.unlink(missing_ok=True)


def read_notebook(path: Path) -> Any | None:
    """A notebook that lies where formgrader looks for it; None where there is none."""
    import nbformat

    try:
        return nbformat.read(path, as_version=4)
    # As above.
    except Exception:
        return None


def learners_cells(notebook: Any) -> dict[str, str]:
    """What a learner wrote, by the `grade_id` of the cell."""
    return {
        cell.metadata.nbgrader["grade_id"]: cell.source
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def submission_of(notebook: Any) -> str | None:
    """Digest of the submission that the kit made a notebook from; None where the kit did not make it."""
    mark = notebook.metadata.get(_MARK, {})
    return str(mark["submission"]) if "submission" in mark else None


def _plain(nbformat: Any, cell: Any) -> Any:
    """A cell with a learner's text and nothing else that a page would show."""
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    made = make.get(cell.cell_type, nbformat.v4.new_raw_cell)(cell.source)
    own = cell.metadata.get("nbgrader", {})
    made.metadata = nbformat.from_dict(
        {"nbgrader": {"grade_id": own["grade_id"]}} if "grade_id" in own else {}
    )
    if "attachments" in cell:
        made.attachments = cell.attachments
    return made


def _metadata(master: Any) -> Any:
    return deepcopy(master.metadata)


def _cut(source: bytes, functions: tuple[str, ...]) -> tuple[dict[str, str], str]:
    """The text of each function, and the rest."""
    text = _decoded(source)
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {functions[0]: text}, ""
    lines = text.splitlines(keepends=True)
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in functions:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
            found[node.name] = "".join(lines[first : node.end_lineno]).rstrip()
            lines[first : node.end_lineno] = [""] * ((node.end_lineno or first) - first)
    return found, "".join(lines).strip()


def _decoded(source: bytes) -> str:
    try:
        return importlib.util.decode_source(source)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return source.decode("utf-8", "replace")


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unusable(
            f"{target} can't be written ({error.strerror or error}). Expected a course in which you may "
            "write. Free it, then give the same command again: what is done already is kept."
        ) from error
