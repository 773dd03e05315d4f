"""What a learner's file holds, found by reading it: nothing of it runs here."""

import ast
import tokenize
from collections.abc import Iterable
from pathlib import Path


class UnreadableError(Exception):
    """The file is no Python program; the text says where and why."""


def parse(path: Path) -> ast.Module:
    """Parse a learner's file.

    Raises:
        UnreadableError: a syntax error or undecodable text, with file, line and the line's text.
    """
    try:
        with tokenize.open(path) as file:
            return ast.parse(file.read(), filename=str(path))
    except SyntaxError as error:
        raise UnreadableError(explain(error, path.name)) from None
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{path.name} is not UTF-8 text (byte {error.start}). Save it as UTF-8 in your editor."
        ) from None
    except ValueError as error:
        raise UnreadableError(f"{path.name} can't be read by Python: {error}.") from None


def count_checks(path: Path) -> int:
    """How many checks a file of checks holds, whichever of them run; 0 where there is no such file."""
    return len(check_names(path))


def check_names(path: Path) -> list[str]:
    """Names of the checks that a file of checks holds, in their order; none where there is no such file."""
    if not path.is_file():
        return []
    functions = (statement for statement in parse(path).body if isinstance(statement, ast.FunctionDef))
    return [function.name for function in functions if function.name.startswith("test_")]


def explain(error: SyntaxError, file: str) -> str:
    """Say where in a file a syntax error is, what Python says of it, and quote the line."""
    place = f"{file}, line {error.lineno}" if error.lineno else file
    text = (error.text or "").strip()
    return f"Python can't read {place}: {error.msg}." + (f"\n\n    {text}" if text else "")


def unwritten(path: Path, function: str) -> str | None:
    """Say why a function counts as not written yet.

    Args:
        path: the learner's file, which may be absent.
        function: name of the function.

    Returns:
        A sentence, or None where the function is written.

    Raises:
        UnreadableError: the file is no Python program.
    """
    if not path.is_file():
        return f"the file {path.name} is not there"
    reason: str | None = f"there is no function {function} in {path.name}"
    for statement in _top_level(parse(path)):
        if isinstance(statement, ast.FunctionDef) and statement.name == function:
            line = stub_line(statement)
            reason = f"raise NotImplementedError is still in line {line} of {path.name}" if line else None
        elif function in _bound_names(statement):
            reason = None
    return reason


def is_stub(content: bytes, functions: Iterable[str]) -> bool:
    """Whether a file holds all these functions and nobody has begun to write any of them.

    Args:
        content: the file's bytes; what is no Python program is no stub.
        functions: names.
    """
    try:
        module = ast.parse(content)
    except (SyntaxError, ValueError):
        return False
    defined = {each.name: each for each in _top_level(module) if isinstance(each, ast.FunctionDef)}
    return all(name in defined and stub_line(defined[name]) is not None for name in functions)


def _top_level(module: ast.Module) -> list[ast.stmt]:
    """The statements that run on import, also those inside of `if` and `try`."""
    found: list[ast.stmt] = []
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.stmt):
            found.append(node)
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting = [*ast.iter_child_nodes(node), *waiting]
    return found


def stub_line(function: ast.FunctionDef) -> int | None:
    """Say whether a function is a stub.

    Returns:
        Line of a `raise NotImplementedError` that every call runs into; None where there is none.
    """
    for statement in function.body:
        if isinstance(statement, ast.Return):
            return None
        if isinstance(statement, ast.Raise) and statement.exc is not None:
            raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
            if isinstance(raised, ast.Name) and raised.id == "NotImplementedError":
                return statement.lineno
    return None


def _bound_names(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name for alias in statement.names}
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
