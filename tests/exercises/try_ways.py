"""Runs visible checks over many learners' files in one process, since importing TensorFlow takes seconds.

    python try_ways.py EXERCISES ANSWERS < ways

`ways` is JSON, a list of {"module": file stem, "text": the learner's file, "checks": names or null for all};
ANSWERS becomes a list with a dictionary for each: check to message, "" where it is passed.
"""

import contextlib
import importlib
import inspect
import io
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from helpers.data import load
from helpers.exercises import EXERCISES
from helpers.learner import CheckFailedError, LearnerFiles


def try_way(checks: ModuleType, module: str, text: str, wanted: list[str] | None) -> dict[str, str]:
    """Put a learner's file into an empty folder, and run checks over it."""
    names = [name for name in vars(checks) if name.startswith("test_") and (wanted is None or name in wanted)]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{module}.py").write_text(text, encoding="utf-8")
        sys.path.insert(0, folder)
        files = LearnerFiles(Path(folder))
        fixtures = {exercise.module: files.module(exercise) for exercise in EXERCISES}
        try:
            return {
                name: _message(getattr(checks, name), {**fixtures, "digits": load("digits")})
                for name in names
            }
        finally:
            sys.path.remove(folder)
            sys.modules.pop(module, None)
            importlib.invalidate_caches()


def _message(check: object, fixtures: dict[str, object]) -> str:
    assert callable(check)
    try:
        check(**{name: fixtures[name] for name in inspect.signature(check).parameters})
    except CheckFailedError as error:
        return str(error)
    return ""


def main(exercises: str, answers: str) -> None:
    """Try all ways, and write down what the checks said."""
    sys.path.append(exercises)
    sys.dont_write_bytecode = True
    found = []
    with contextlib.redirect_stdout(io.StringIO()):
        for way in json.load(sys.stdin):
            checks = importlib.import_module(f"test_{way['module']}")
            # The checks are imported from that folder, the stubs beside them are not.
            sys.modules.pop(way["module"], None)
            found.append(try_way(checks, way["module"], way["text"], way["checks"]))
    Path(answers).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
