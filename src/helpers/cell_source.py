"""What a notebook's code cell holds: statements, the names that they bind and those that they need.

Nothing of it runs here. Lines that only Jupyter understands (`%matplotlib inline`, `!ls`, `np.sum?`) are
taken out.
"""

import ast
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from helpers.source import explain, stub_line

_MOST_MAGICS = 50
_MOST_CHARACTERS = 100_000
_MOST_STATEMENTS = 2_000
# Of a cell like `%%time`, what follows the first line is Python; of one like `%%bash` it is not.
_CELL_MAGICS_AROUND_PYTHON = frozenset({"capture", "memit", "prun", "time", "timeit"})
_MAGIC_LINE = re.compile(r"\s*[%!?].*|.*\?\s*")
_MAGIC_VALUE = re.compile(r"(\s*[\w.,\s\[\]]+=\s*)[%!].*")
_RUN_AT_ONCE = frozenset({"genexpr", "listcomp", "setcomp", "dictcomp"})


@dataclass(frozen=True)
class Cell:
    """One code cell.

    Attributes:
        source: its text.
        name: the `grade_id` that nbgrader knows it by, None where it has none.
        number: its place in the notebook, from 1, as messages call it.
    """

    source: str
    name: str | None = None
    number: int = 0


@dataclass(frozen=True)
class Statement:
    """One statement at the top of a cell.

    Attributes:
        source: its text.
        cell: where it stands.
        binds: names that it binds, or whose value it changes.
        replaces: whether what these names stood for before is forgotten.
        now: names that it needs when it runs.
        later: names that functions which it defines need when they are called.
        is_stub: whether it is a function that only raises NotImplementedError, or stands for one that
            can't be read.
        imports: what kind of import it is, for `import *` and `from __future__` have rules of their own;
            None for what is none.
    """

    source: str
    cell: Cell
    binds: frozenset[str]
    replaces: bool = True
    now: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    is_stub: bool = False
    imports: Literal["name", "star", "future"] | None = None


class BrokenCellError(Exception):
    """The cell is no Python program.

    Attributes:
        error: what Python says.
    """

    def __init__(self, error: SyntaxError) -> None:
        super().__init__(explain(error, "the cell"))
        self.error = error


def statements(cell: Cell) -> tuple[list[Statement], list[str]]:
    """Take a cell apart.

    Returns:
        Its statements, and the lines that were taken out since only Jupyter understands them.

    Raises:
        BrokenCellError: the rest is no Python program, or far larger than any cell of a person's.
    """
    if len(cell.source) > _MOST_CHARACTERS:
        raise BrokenCellError(SyntaxError(f"it holds more than {_MOST_CHARACTERS} characters"))
    text, magics = _cell_magic(cell.source.replace("\r\n", "\n").replace("\r", "\n"))
    tree, text = _parsed(text, magics)
    if len(tree.body) > _MOST_STATEMENTS:
        raise BrokenCellError(SyntaxError(f"it holds more than {_MOST_STATEMENTS} statements"))
    content = text.encode()
    starts = [0, *(match.end() for match in re.finditer(rb"\n", content))]
    found: list[Statement] = []
    for node in tree.body:
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        column = node.col_offset if first == node.lineno else 0
        end = starts[(node.end_lineno or first) - 1] + (node.end_col_offset or 0)
        source = content[starts[first - 1] + column : end].decode()
        try:
            found.extend(_statements(node, source, cell))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise BrokenCellError(_as_syntax_error(error)) from None
    return found, magics


def _cell_magic(text: str) -> tuple[str, list[str]]:
    first, _, rest = text.lstrip("\n").partition("\n")
    match = re.match(r"%%(\w+)", first)
    if not match:
        return text, []
    return (f"\n{rest}" if match[1] in _CELL_MAGICS_AROUND_PYTHON else ""), [first]


def _parsed(text: str, magics: list[str]) -> tuple[ast.Module, str]:
    """Parse, and take out a line where Python stumbles over something of Jupyter's."""
    for _ in range(_MOST_MAGICS + 1):
        try:
            tree = ast.parse(text)
            # Finds what parsing does not: `return` at the top, say.
            compile(tree, "cell", "exec", dont_inherit=True)
            return tree, text
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            lines = text.split("\n")
            at = (error.lineno or 0) - 1 if isinstance(error, SyntaxError) else -1
            if not 0 <= at < len(lines) or len(magics) >= _MOST_MAGICS:
                raise BrokenCellError(_as_syntax_error(error)) from None
            if match := _MAGIC_VALUE.fullmatch(lines[at]):
                replacement = f"{match[1]}None"
            elif _MAGIC_LINE.fullmatch(lines[at]):
                indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
                replacement = f"{indent}pass"
            else:
                raise BrokenCellError(_as_syntax_error(error)) from None
            magics.append(lines[at].strip())
            lines[at] = replacement
            text = "\n".join(lines)
    raise AssertionError("every turn takes a line out, and their number is limited")


def _as_syntax_error(error: Exception) -> SyntaxError:
    if isinstance(error, SyntaxError):
        return error
    return SyntaxError(str(error) or "it is nested too deeply")


def _statements(node: ast.stmt, source: str, cell: Cell) -> Iterator[Statement]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from _imports(node, cell)
        return
    now, later = _needs(symtable.symtable(source, "cell", "exec"))
    is_definition = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    targets = node.targets if isinstance(node, ast.Assign) else []
    yield Statement(
        source,
        cell,
        frozenset(_bound(node)),
        replaces=is_definition or (bool(targets) and all(_is_plain(target) for target in targets)),
        now=frozenset(now),
        later=frozenset(later),
        is_stub=isinstance(node, ast.FunctionDef) and stub_line(node) is not None,
    )


def _imports(node: ast.Import | ast.ImportFrom, cell: Cell) -> Iterator[Statement]:
    """A statement for each name: one that is not needed must not bring in a package that is not there."""
    for alias in node.names:
        if isinstance(node, ast.Import):
            single: ast.stmt = ast.Import([alias])
            kind: Literal["name", "star", "future"] = "name"
        else:
            single = ast.ImportFrom(node.module, [alias], node.level)
            kind = "star" if alias.name == "*" else "future" if node.module == "__future__" else "name"
        yield Statement(
            ast.unparse(single),
            cell,
            frozenset({alias.asname or alias.name.partition(".")[0]}),
            replaces="." not in alias.name or alias.asname is not None,
            imports=kind,
        )


def _needs(table: symtable.SymbolTable, *, called_later: bool = False) -> tuple[set[str], set[str]]:
    """Names of the notebook that are needed at once, and those that are needed when something is called."""
    now: set[str] = set()
    later: set[str] = set()
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (table.get_type() == "module" or symbol.is_global()):
            (later if called_later else now).add(symbol.get_name())
    for child in table.get_children():
        waits = child.get_type() == "function" and child.get_name() not in _RUN_AT_ONCE
        childs_now, childs_later = _needs(child, called_later=called_later or waits)
        now |= childs_now
        later |= childs_later
    return now, later


def _is_plain(target: ast.expr) -> bool:
    """Whether an assignment's target consists of names alone."""
    if isinstance(target, ast.Tuple | ast.List):
        return all(map(_is_plain, target.elts))
    return isinstance(target, ast.Name)


def _bound(node: ast.stmt) -> Iterator[str]:
    """Names that a statement binds outside of functions, or whose values it changes: `x.append(1)`."""
    waiting: list[ast.AST] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield part.name
            continue
        if isinstance(part, ast.Lambda):
            continue
        if isinstance(part, ast.Name | ast.Attribute | ast.Subscript) and isinstance(part.ctx, ast.Store):
            yield from _root(part)
        if isinstance(part, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in part.names)
        if isinstance(part, ast.ExceptHandler) and part.name:
            yield part.name
        if (
            isinstance(part, ast.Expr)
            and isinstance(part.value, ast.Call)
            and isinstance(part.value.func, ast.Attribute)
        ):
            yield from _root(part.value.func)
        waiting.extend(ast.iter_child_nodes(part))


def _root(node: ast.expr) -> Iterator[str]:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id
