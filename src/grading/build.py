"""One source: stubs and the visible checks' data come from `solutions/`, the digits from scikit-learn's.

What known misconceptions give in the visible checks, and their hints, come from `graders/misconceptions/`.
"""

import ast
import importlib
import importlib.util
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np

from grading.assignment.notebook import FILE_NAME, UnusableSolutionError, assignment_notebook
from grading.cases import CaseError, case_arrays
from grading.misconceptions import Catalogue
from helpers.exercises import EXERCISES, Exercise

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
_Arrays = dict[str, np.ndarray]
_TEST_DIGITS = 500


class BuildError(ValueError):
    """A source can't be used; the text says which one and why."""


def build(root: Path) -> list[Path]:
    """Write everything that is derived from `solutions/` and `graders/`, and in a checkout the digits too.

    Args:
        root: folder that holds `solutions/`, `graders/` and `exercises/`.

    Returns:
        The files that changed.

    Raises:
        BuildError: a solution or a case can't be used, or scikit-learn is missing in a checkout.
    """
    products = {**_products(root), **_notebook(root), **_digits(root)}
    changed = {path: product for path, product in products.items() if _difference(path, product)}
    for path, product in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(product, str):
            path.write_text(product, encoding="utf-8", newline="\n")
        else:
            np.savez_compressed(path, **product)  # type: ignore[arg-type]  # keys are argument names
    return list(changed)


def stale(root: Path) -> list[str]:
    """Say what is not as `build` would write it: text byte for byte, arrays by value.

    Args:
        root: folder that holds `solutions/` and `exercises/`.

    Raises:
        BuildError: a solution or a case can't be used, or scikit-learn is missing in a checkout.
    """
    return _stale(root, {**_products(root), **_notebook(root), **_digits(root)})


def stale_exercises(root: Path) -> list[str]:
    """Say what in `exercises/` is not as `build` would write it; scikit-learn is not needed for that.

    Args:
        root: folder that holds `solutions/` and `exercises/`.

    Raises:
        BuildError: a solution or a case can't be used.
    """
    return _stale(root, _products(root))


def stale_assignment(root: Path) -> list[str]:
    """Say what an assignment for nbgrader is made of and is not as `build` would write it.

    Args:
        root: folder that holds `solutions/` and `exercises/`.

    Raises:
        BuildError: a solution or a case can't be used.
    """
    return _stale(root, {**_products(root), **_notebook(root)})


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
    catalogue = load_catalogue(root)
    data = root / "exercises" / "data"
    products: dict[Path, str | _Arrays] = {data / "hints.json": _hints(catalogue)}
    for exercise in EXERCISES:
        source = root / "solutions" / exercise.file_name
        text = _text(source)
        products[root / "exercises" / exercise.file_name] = stub(text, exercise, source.name)
        if exercise.name not in cases:  # its checks hold their numbers themselves
            continue
        of_exercise = cases[exercise.name]
        tasks = {task for task, _ in of_exercise.values()}
        solution = _load(source) if exercise.numpy_only else _plain_functions(text, source, tasks)
        arrays: _Arrays = {}
        for name, (task, inputs) in of_exercise.items():
            try:
                arrays |= case_arrays(name, getattr(solution, task), task, inputs, catalogue)
            except CaseError as error:
                raise BuildError(f"solutions/cases.py: {error}") from None
        products[data / f"{exercise.module}.npz"] = arrays
    return products


def _notebook(root: Path) -> dict[Path, str]:
    """The assignment notebook, solved; nbgrader makes the learner's from it."""
    try:
        return {root / "solutions" / FILE_NAME: assignment_notebook(root / "solutions")}
    except UnusableSolutionError as error:
        raise BuildError(str(error)) from None
    except FileNotFoundError as error:
        raise BuildError(f"{error.filename} is not there; the assignment notebook is made of it") from None


def load_catalogue(root: Path) -> Catalogue:
    """The course's own catalogue of misconceptions.

    Its modules import each other as `graders. ...`, so the course's folder has to come first for a moment,
    and what another course's folder gave under these names has to step aside.

    Args:
        root: folder that holds `graders/`.

    Raises:
        BuildError: there is none.
    """
    package = root / "graders" / "misconceptions" / "__init__.py"
    if not package.is_file():
        raise BuildError(f"{package} is not there; `kit build` needs the instructor's checkout")
    aside = {name: sys.modules.pop(name) for name in _graders_modules()}
    sys.path.insert(0, str(root))
    importlib.invalidate_caches()
    try:
        catalogue: Catalogue = importlib.import_module("graders.misconceptions").CATALOGUE
    finally:
        sys.path.remove(str(root))
        for name in _graders_modules():
            del sys.modules[name]
        sys.modules.update(aside)
    return catalogue


def _graders_modules() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == "graders"]


def _hints(catalogue: Catalogue) -> str:
    """What learners are told of misconceptions, as JSON."""
    beliefs = {
        entry.id: {"exercise": entry.exercise, "belief": entry.belief, "hints": list(entry.hints)}
        for entry in catalogue.entries
    }
    alike = [sorted(group) for group in catalogue.alike]
    return json.dumps({"beliefs": beliefs, "alike": alike}, indent=1) + "\n"


def _plain_functions(text: str, source: Path, names: set[str]) -> ModuleType:
    """A solution's functions that need NumPy alone; its other ones and Keras are left out."""
    kept: list[ast.stmt] = [
        part
        for part in ast.parse(text, str(source)).body
        if (isinstance(part, ast.FunctionDef) and part.name in names)
        or (isinstance(part, ast.Import) and part.names[0].name == "numpy")
    ]
    module = ModuleType(f"kit_build_{source.stem}")
    exec(compile(ast.Module(kept, type_ignores=[]), source, "exec"), vars(module))
    return module


def _stale(root: Path, products: dict[Path, str | _Arrays]) -> list[str]:
    differences = {path: _difference(path, product) for path, product in products.items()}
    return [
        f"{path.relative_to(root)}: {difference}; run `kit build`"
        for path, difference in differences.items()
        if difference
    ]


def _digits(root: Path) -> dict[Path, _Arrays]:
    """The digits of `helpers.data`; an installed wheel has them already and no place to build them in."""
    package = root / "src" / "helpers"
    if not package.is_dir():
        return {}
    try:
        from sklearn.datasets import load_digits  # only developers have it
    except ImportError:
        raise BuildError(
            "digits.npz is made from scikit-learn's digits, and scikit-learn is not installed here. "
            "Install what developers need (`make setup`, or `uv sync`), then try again"
        ) from None
    small, labels = load_digits(return_X_y=True)
    pixels = np.round(small.reshape(-1, 8, 8) * (255 / 16)).astype(np.uint8)
    images = np.pad(np.kron(pixels, np.ones((1, 3, 3), np.uint8)), ((0, 0), (2, 2), (2, 2)))
    # Sorted by digit and then every 3.6th: of each digit, and so of each writer, about the same share.
    chosen = np.arange(_TEST_DIGITS) * len(labels) // _TEST_DIGITS
    test = np.isin(np.arange(len(labels)), np.argsort(labels, kind="stable")[chosen])
    labels = labels.astype(np.uint8)
    return {
        package / "digits.npz": {
            "x_train": images[~test],
            "y_train": labels[~test],
            "x_test": images[test],
            "y_test": labels[test],
        }
    }


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
        if old is None or new is None or not _equal(old, new):
            yield key


def _equal(old: np.ndarray, new: np.ndarray) -> bool:
    return old.dtype == new.dtype and np.array_equal(old, new, equal_nan=new.dtype.kind == "f")


def _text(path: Path) -> str:
    if not path.is_file():
        raise BuildError(f"{path} is not there; `kit build` needs the instructor's checkout")
    return path.read_text(encoding="utf-8")


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"kit_build_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise BuildError(f"{path} is not there; `kit build` needs the instructor's checkout")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
