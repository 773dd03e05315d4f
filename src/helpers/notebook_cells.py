"""A notebook's cells become the exercise files that the checks and the graders know.

In a notebook all functions share one set of names. A file gets the functions that it promises and whatever
they need of all cells: imports, helper functions, constants. What no function needs, such as a plot, stays
behind.
"""

import builtins
import re
import threading
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from helpers.cell_source import BrokenCellError, Cell, Statement, statements
from helpers.exercises import EXERCISES, Exercise

_FUNCTIONS = frozenset(function for exercise in EXERCISES for function in exercise.functions)
_MOST_STATEMENTS = 3_000
_WARNINGS = threading.Lock()
_DEFINED = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)", re.MULTILINE)


class TooManyStatementsError(Exception):
    """The cells hold more than is looked through; the text says how many."""


@dataclass(frozen=True)
class Modules:
    """What became of a notebook.

    Attributes:
        files: the text of each exercise file, by its name; of exercises without any function there is none.
        notices: what was left out or chosen, in words.
    """

    files: dict[str, str]
    notices: tuple[str, ...]


def modules_of(cells: Iterable[Cell], *, as_executed: bool = False) -> Modules:
    """Make the exercise files.

    Of several definitions of a function that is asked for, one that is written counts more than a stub, then
    the one in the cell that is named after the function, then the last. A cell that is no Python program
    costs only what it defines.

    Args:
        cells: code cells, in their order.
        as_executed: whether the cells are what a kernel has run, in that order: the last definition counts
            then, as it does in the kernel, and what could not be run has changed nothing.

    Raises:
        TooManyStatementsError: it is not what a kernel has run, and more than anyone's notebook holds.
    """
    found: list[Statement] = []
    notices: list[str] = []
    cells = list(cells)
    for cell in cells:
        try:
            with _without_warnings():
                of_cell, magics = statements(cell)
        except BrokenCellError as broken:
            if not as_executed:
                notices.append(f"{_called(cell)} is no Python program: {_in_a_line(broken)}")
                found.extend(_broken(cell, broken.error))
            continue
        found.extend(of_cell)
        if len(found) > _MOST_STATEMENTS and not as_executed:
            raise TooManyStatementsError(f"more than {_MOST_STATEMENTS} statements")
        if magics:
            notices.append(
                f"{_called(cell)}: left out, since only Jupyter understands it: {'; '.join(magics)}"
            )
    _without_methods_of_modules(found)
    files: dict[str, str] = {}
    for exercise in EXERCISES:
        visible = _chosen(found, exercise, as_executed)
        if any(statement.binds & set(exercise.functions) for statement in visible):
            files[exercise.file_name] = _text(_needed(visible, exercise.functions))
    if not as_executed:
        notices.extend(_about_definitions(found, {cell.name for cell in cells}))
    return Modules(files, tuple(notices))


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Python warns of code such as `x is 1` when it reads it; a graded cell would lose its points by that.

    Warnings are a setting of the whole process, so only one thread at a time may change it.
    """
    with _WARNINGS, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _called(cell: Cell) -> str:
    return f"cell {cell.number} ({cell.name})" if cell.name else f"cell {cell.number}"


def _in_a_line(broken: BrokenCellError) -> str:
    return " ".join(str(broken).split())


def _broken(cell: Cell, error: SyntaxError) -> list[Statement]:
    """For each name that the cell was to define, a function that says what is wrong with the cell."""
    names = dict.fromkeys(_DEFINED.findall(cell.source))
    if cell.name in _FUNCTIONS:
        names.setdefault(str(cell.name))
    said = f"{error.msg} ({_called(cell)}, line {error.lineno or 1} of the cell)"
    line = (error.text or "").strip()
    told = f"{said}: {line}" if line else said
    # Without a signature, so that what stands in for it in a hidden test goes by the promised one.
    text = "def {0}(*arguments, **options):\n    raise SyntaxError({1!r})\n\n\n{0}.__signature__ = 'unknown'"
    return [
        Statement(text.format(name, told), cell, frozenset({name}), is_stub=True)
        for name in names
        if name.isidentifier()
    ]


def _without_methods_of_modules(found: list[Statement]) -> None:
    """Take out calls such as `np.set_printoptions()` or `plt.show()`: no value of the learner's changes."""
    imported = {name for one in found if one.imports for name in one.binds}
    found[:] = [one for one in found if one.imports or one.replaces or not one.binds <= imported]


def _chosen(found: Sequence[Statement], exercise: Exercise, as_executed: bool) -> list[Statement]:
    """All statements, but of each function that an exercise asks for only the definition that counts."""

    def weight(function: str) -> Callable[[int], tuple[bool, bool, bool, int]]:
        def of(position: int) -> tuple[bool, bool, bool, int]:
            one = found[position]
            if as_executed:
                return False, False, False, position
            # A helper in max_pool's cell that happens to be called output_size is meant for max_pool.
            is_own_helper = function not in exercise.functions and one.cell.name in exercise.functions
            return is_own_helper, not one.is_stub, one.cell.name == function, position

        return of

    dropped: set[int] = set()
    for function in _FUNCTIONS:
        defining = [at for at, one in enumerate(found) if one.replaces and function in one.binds]
        if defining:
            dropped |= {*defining} - {max(defining, key=weight(function))}
    return [one for at, one in enumerate(found) if at not in dropped]


def _needed(visible: Sequence[Statement], functions: Iterable[str]) -> list[Statement]:
    """The statements that the functions depend on, in their order.

    From the end to the beginning: a statement is needed where it binds a name that something below needs.
    What a function needs when it is called may stand below it too, so the search begins anew as long as it
    finds such names.
    """
    late = set(functions)
    while True:
        size, live, kept = len(late), set(late), []
        for one in reversed(visible):
            if not one.binds & live:
                continue
            kept.append(one)
            if one.replaces:
                live -= one.binds
            live |= one.now
            late |= one.later
        if len(late) == size:
            break
    unresolved = {name for name in live if not hasattr(builtins, name)}
    # Cells may have been run in another order than they stand in: what is imported anywhere can be used.
    late_imports = [one for one in visible if one.imports and one.binds & unresolved]
    future = [one for one in visible if one.imports == "future"]
    stars = [one for one in visible if one.imports == "star" and unresolved]
    return [*future, *stars, *late_imports, *(one for one in reversed(kept) if one.imports != "future")]


def _text(needed: Iterable[Statement]) -> str:
    return "\n\n\n".join(one.source for one in needed) + "\n"


def _about_definitions(found: Sequence[Statement], names: Collection[str | None]) -> list[str]:
    notices = []
    for exercise in EXERCISES:
        for function in exercise.functions:
            defining = [one for one in found if one.replaces and function in one.binds]
            written = [one for one in defining if not one.is_stub]
            if len(written) > 1:
                named = [one for one in written if one.cell.name == function] or written
                others = ", ".join(str(one.cell.number) for one in written if one is not named[-1])
                notices.append(
                    f"{function} is defined {len(written)} times: "
                    f"that of cell {named[-1].cell.number} counts, not that of cell {others}."
                )
            elif written and written[0].cell.name != function and function in names:
                notices.append(f"{function} stands in cell {written[0].cell.number}, not in its own.")
    return notices
