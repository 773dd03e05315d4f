"""Runs the visible checks over mutants, each in a fork of this process: importing TensorFlow takes seconds.

A check is called as the learners' plugin of pytest calls it, but without pytest. The first that fails is
enough. What hangs, ends Python or takes too much memory is caught as well: the plugin says so to a learner.
"""

import importlib
import inspect
import multiprocessing
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType

from helpers.cases import load_case
from helpers.data import load
from helpers.exercises import EXERCISES, Exercise
from helpers.keras_import import import_keras
from helpers.learner import LearnerFiles
from tools.mutation.mutants import Mutant

_MEMORY = 4 << 30
_TELLS_EVERY = 50


def failed_checks(
    exercise: Exercise, mutants: Sequence[Mutant], exercises: Path, seconds: float
) -> dict[str, str]:
    """The first visible check that each mutant fails.

    Args:
        exercise: whose file the mutants are of.
        mutants: mutants of that file.
        exercises: folder of the checks.
        seconds: how long all checks of one mutant may take, by the clock.

    Returns:
        Names of checks by the mutant's name, "" where it passes all; "stopped" where it never came to an end.
    """
    sys.path.insert(0, str(exercises))
    checks = importlib.import_module(f"test_{exercise.module}")
    sys.path.remove(str(exercises))  # the stubs beside the checks are no one's
    if not exercise.numpy_only:
        import_keras()
    found = {}
    for number, mutant in enumerate(mutants, 1):
        found[mutant.name] = _in_fork(partial(_first_failed, checks, exercise, mutant), seconds)
        if number % _TELLS_EVERY == 0:
            print(f"{exercise.module}: {number} of {len(mutants)} checked", flush=True)
    return found


def _in_fork(work: Callable[[], str], seconds: float) -> str:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(there, work))
    process.start()
    there.close()
    try:
        return str(here.recv()) if here.poll(seconds) else "stopped"
    except EOFError:
        return "stopped"
    finally:
        process.kill()
        process.join()
        here.close()


def _tell(there: Connection, work: Callable[[], str]) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    there.send(work())


def _first_failed(checks: ModuleType, exercise: Exercise, mutant: Mutant) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / mutant.file).write_text(mutant.source, encoding="utf-8")
        sys.path.insert(0, name)
        for check in _all_checks(checks):
            try:
                check(**_fixtures(check, checks, exercise, folder))
            # As in pytest, whatever stops a check fails it.
            except (Exception, SystemExit):
                return check.__name__
    return ""


def _all_checks(checks: ModuleType) -> Iterator[Callable[..., None]]:
    return (value for name, value in vars(checks).items() if name.startswith("test_"))


def _fixtures(
    check: Callable[..., None], checks: ModuleType, exercise: Exercise, folder: Path
) -> dict[str, object]:
    files = LearnerFiles(folder)
    data = Path(checks.__file__ or "").parent / "data" / f"{exercise.module}.npz"
    fixtures: dict[str, Callable[[], object]] = {
        **{one.module: partial(files.module, one) for one in EXERCISES},
        "digits": partial(load, "digits"),
        "case": lambda: load_case(data, check.__name__.removeprefix("test_")).numbers,
    }
    return {name: fixtures[name]() for name in inspect.signature(check).parameters}
