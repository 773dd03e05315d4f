"""One source: stubs and the visible checks' data are built from `solutions/`."""

import importlib.util
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np

from helpers.exercises import EXERCISES, Exercise

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
_Arrays = dict[str, np.ndarray]


class BuildError(ValueError):
    """A source in `solutions/` can't be used; the text says where and why."""


def build(root: Path) -> list[Path]:
    """Write everything that is derived from `solutions/`.

    Args:
        root: folder that holds `solutions/` and `exercises/`.

    Returns:
        The files that changed.

    Raises:
        BuildError: a solution or a case can't be used.
    """
    changed = {path: product for path, product in _products(root).items() if _difference(path, product)}
    for path, product in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(product, str):
            path.write_text(product, encoding="utf-8", newline="\n")
        else:
            np.savez_compressed(path, **product)  # type: ignore[arg-type]  # keys are argument names
    return list(changed)


def stale(root: Path) -> list[str]:
    """Say what in `exercises/` is not what `build` would write: text byte for byte, arrays by value.

    Args:
        root: folder that holds `solutions/` and `exercises/`.

    Raises:
        BuildError: a solution or a case can't be used.
    """
    found = []
    for path, product in _products(root).items():
        if difference := _difference(path, product):
            found.append(f"{path.relative_to(root)}: {difference}; run `kit build`")
    return found


def stub(text: str, exercise: Exercise, source: str) -> str:
    """Replace each solution region by a `raise NotImplementedError` that names the task.

    Args:
        text: the solution file.
        exercise: the exercise that it solves.
        source: the file's name, for errors.

    Raises:
        BuildError: functions or markers are not as they should be.
    """
    lines, functions, inside = [], [], False
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"def (\w+)\(", line):
            functions.append(match[1])
        if line.strip() in (BEGIN, END) and inside == (line.strip() == BEGIN):
            raise BuildError(f"{source}, line {number}: {line.strip()} where the other marker was expected")
        if line.strip() == BEGIN:
            inside = True
            function = functions[-1] if functions else "the module"
            if function not in exercise.tasks:
                raise BuildError(f"{source}, line {number}: {function} has no task in helpers/exercises.py")
            indent = line[: line.index(BEGIN)]
            lines.append(f'{indent}raise NotImplementedError("{function}: {exercise.tasks[function]}")')
        elif line.strip() == END:
            inside = False
        elif not inside:
            lines.append(line)
    if inside:
        raise BuildError(f"{source}: {BEGIN} without {END}")
    return "\n".join(lines) + "\n"


def _products(root: Path) -> dict[Path, str | _Arrays]:
    cases = _load(root / "solutions" / "cases.py").CASES
    products: dict[Path, str | _Arrays] = {}
    for exercise in EXERCISES:
        source = root / "solutions" / exercise.file_name
        solution = _load(source)
        text = source.read_text(encoding="utf-8")
        products[root / "exercises" / exercise.file_name] = stub(text, exercise, source.name)
        arrays = {
            f"{name}/{key}": np.asarray(value)
            for name, (function, inputs) in cases[exercise.name].items()
            for key, value in {**inputs, "expected": getattr(solution, function)(**inputs)}.items()
        }
        products[root / "exercises" / "data" / f"{exercise.name}.npz"] = arrays
    return products


def _difference(path: Path, product: str | _Arrays) -> str | None:
    if not path.is_file():
        return "missing"
    if isinstance(product, str):
        return None if path.read_bytes() == product.encode() else "the text differs"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            present = dict(data)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        return f"can't be read ({error})"
    differing = sorted(_differing(present, product))
    return f"{', '.join(differing)} differ" if differing else None


def _differing(present: _Arrays, product: _Arrays) -> Iterator[str]:
    for key in present.keys() | product.keys():
        old, new = present.get(key), product.get(key)
        if old is None or new is None or old.dtype != new.dtype or not np.array_equal(old, new):
            yield key


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"kit_build_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise BuildError(f"{path} is not there; `kit build` needs the instructor's checkout")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
