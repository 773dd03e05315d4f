"""The visible checks inside of the assignment notebook: `check("convolve")` in the cell below a function.

The functions that the kernel has run become files, as they do for grading, and the checks run on these in a
process of their own: an endless loop or a crash there leaves the notebook as it is.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from helpers.cell_source import Cell
from helpers.exercises import EXERCISES, exercise_with
from helpers.notebook_cells import modules_of

CHECKS_FOLDER = "checks"
"""Folder beside the notebook with the checks and their data."""

_SETTINGS = "pytest.ini"
# Where nbgrader says what it runs a notebook for (nbgrader/converters/autograde.py). Each check of a Keras
# function starts TensorFlow anew, which would be most of the time that grading takes.
_EXECUTION = "NBGRADER_EXECUTION"
_FILE_LINE = re.compile(r"line \d+ of (\w+\.py)|(\w+\.py), line \d+")


class ChecksNotPassedError(Exception):
    """Something is not right yet; what it is stands above."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows in place of a traceback, whose lines would all be the kit's."""
        return [str(self)]


def check(function: str, hints: int = 1) -> None:
    """Run the visible checks of a function on what this notebook holds now, and print what they say.

    While nbgrader grades the notebook nothing is run: hidden tests follow, and checks are worth no points.

    Args:
        function: its name, such as `"convolve"`.
        hints: how many hints are given for an idea that went wrong: 1, 2 or 3.

    Raises:
        ChecksNotPassedError: a check is not passed, or the checks can't be run; the text says what to do.
    """
    exercise = exercise_with(function)
    if exercise is None:
        names = ", ".join(name for one in EXERCISES for name in one.functions)
        raise ChecksNotPassedError(f"There are no checks for {function!r}. There are some for: {names}.")
    if hints not in (1, 2, 3):
        raise ChecksNotPassedError(f"hints is 1, 2 or 3, and not {hints!r}.")
    if os.environ.get(_EXECUTION) == "autograde":
        print("Not run while the notebook is graded: the hidden tests say more.")
        return
    files = modules_of(executed_cells(), as_executed=True).files
    if exercise.file_name not in files:
        raise ChecksNotPassedError(
            f"{function} is not there yet. Run the cell with `def {function}` first, then this one again."
        )
    with tempfile.TemporaryDirectory(prefix="kit-checks-") as scratch:
        folder = Path(scratch).resolve()
        _copy_checks(folder)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-P", "-m", "helpers.function_checks", str(folder), function, str(hints)],
            cwd=folder,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TF_CPP_MIN_LOG_LEVEL": "3"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    said = _FILE_LINE.sub("your notebook", run.stdout).strip()
    print(said or f"The checks of {function} could not be run:\n{run.stderr.strip()[-2000:]}")
    if run.returncode:
        raise ChecksNotPassedError(f"{function} does not pass all of its checks yet; see above.")


def executed_cells() -> list[Cell]:
    """What this kernel has run so far, in that order; a cell that was run twice is there twice.

    Raises:
        ChecksNotPassedError: there is no kernel.
    """
    try:
        shell: Any = get_ipython()  # type: ignore[name-defined]  # IPython puts it among the builtins
    except NameError:
        raise ChecksNotPassedError(
            "There is no notebook here. With files, run `pytest exercises/`."
        ) from None
    sources = shell.history_manager.input_hist_raw
    return [Cell(source, number=number) for number, source in enumerate(sources)]


def _copy_checks(folder: Path) -> None:
    here = Path.cwd()
    candidates = (here / CHECKS_FOLDER, here / "exercises", here.parent / "exercises")
    source = next((candidate for candidate in candidates if (candidate / _SETTINGS).is_file()), None)
    if source is None:
        raise ChecksNotPassedError(
            f"The checks are not there: expected {CHECKS_FOLDER}/ beside this notebook, in {here}. "
            "Copy that folder from the assignment as you got it."
        )
    for own in here.glob("*.py"):  # modules that the learner's code may import
        shutil.copy(own, folder)
    for file in (_SETTINGS, *(f"test_{exercise.file_name}" for exercise in EXERCISES)):
        shutil.copy(source / file, folder)
    shutil.copytree(source / "data", folder / "data")
