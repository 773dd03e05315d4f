"""Runs the visible checks of one function: `python -m helpers.function_checks FOLDER FUNCTION HINTS`.

A process of its own, so that whatever learner code does or prints, the notebook gets the verdict as plain
text.
"""

import os
import sys
from pathlib import Path

import pytest

from helpers.exercises import exercise_with, function_tested_by
from helpers.score_card import render_function
from helpers.source import check_names
from helpers.supervisor import Supervisor

_SETTINGS = "pytest.ini"


def main(arguments: list[str]) -> int:
    """Run the checks and print what the learner should read.

    Args:
        arguments: the folder with the learner's files, the checks and `pytest.ini`; the function; how many
        hints.

    Returns:
        0 where every check is passed, 1 where one is not, else pytest's own exit code.
    """
    folder, function, hints = Path(arguments[0]), arguments[1], int(arguments[2])
    exercise = exercise_with(function)
    assert exercise is not None, "the caller has looked it up"
    file = folder / f"test_{exercise.file_name}"
    checks = [name for name in check_names(file) if function_tested_by(name, exercise) == function]
    # pytest's own lines are for a terminal, and the learner's `print` is told with the check that failed.
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    selected = [f"{file}::{name}" for name in checks]
    command = ["-c", str(folder / _SETTINGS), "--rootdir", str(folder), *selected]
    code, run = Supervisor(folder, command, _limit_s(folder / _SETTINGS), maxfail=0).run()
    os.dup2(kept, 1)
    if not run.ideas:
        print(f"The checks of {function} could not be run: pytest ended with {pytest.ExitCode(code)!r}.")
        return code or 1
    print(render_function(run, function, folder, hints).encode("ascii", "backslashreplace").decode())
    return code


def _limit_s(settings: Path) -> float:
    lines = settings.read_text("utf-8").splitlines()
    return next(float(line.partition("=")[2]) for line in lines if line.startswith("check_seconds"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
