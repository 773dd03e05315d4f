"""Runs visible checks over many learners' files in one process, since importing TensorFlow takes seconds.

    python try_ways.py EXERCISES ANSWERS < ways

`ways` is JSON, a list of {"module": file stem, "text": the learner's file, "checks": names or null for all};
ANSWERS becomes a list with a dictionary for each: check to message, "" where it is passed.

    python try_ways.py --names EXERCISES [--skip CHECK] FILE ...

prints, as it goes, a line of JSON for each learner's file, which is called as its exercise's:
{"file": ..., "failed": [checks], "named": {check: [ids]}}. Modules beside a file may be imported by it.
"""

import argparse
import contextlib
import importlib
import inspect
import io
import json
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType, ModuleType

from helpers.cases import Evidence, load_case
from helpers.data import load
from helpers.exercises import EXERCISES
from helpers.hints import read_hints
from helpers.learner import CheckFailedError, LearnerFiles
from helpers.naming import name_beliefs
from helpers.run import Outcome

# A wrong way may never end.
_LIMIT_S = 60


def try_way(checks: ModuleType, module: str, text: str, wanted: list[str] | None) -> dict[str, str]:
    """Put a learner's file into an empty folder, and run checks over it; what each said, "" where passed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{module}.py"
        file.write_text(text, encoding="utf-8")
        outcomes = run_checks(checks, file, wanted)
    return {
        name: f"{outcome.message}\nLikely cause: {outcome.cause}" if outcome.cause else outcome.message
        for name, outcome in outcomes.items()
    }


def run_checks(checks: ModuleType, file: Path, wanted: list[str] | None = None) -> dict[str, Outcome]:
    """Run checks over one learner's file, and keep what a run's log would hold.

    Args:
        checks: the module of the exercise's checks.
        file: the learner's, called as the exercise's.
        wanted: names of checks; None means all.
    """
    names = [name for name in vars(checks) if name.startswith("test_") and (wanted is None or name in wanted)]
    with _importable(file.parent):
        files = LearnerFiles(file.parent)
        fixtures = {exercise.module: files.module(exercise) for exercise in EXERCISES}
        return {name: _outcome(checks, name, files, {**fixtures, "digits": load("digits")}) for name in names}


def names_in(outcomes: Mapping[str, Outcome], exercises: Path) -> dict[str, tuple[str, ...]]:
    """The beliefs that the score card would name, by check."""
    return name_beliefs(outcomes, read_hints(exercises))


@contextlib.contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Let a folder's modules be imported, and forget them afterwards."""
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if Path(getattr(sys.modules[name], "__file__", None) or "/").is_relative_to(folder):
                del sys.modules[name]
        importlib.invalidate_caches()


def _outcome(checks: ModuleType, name: str, files: LearnerFiles, fixtures: dict[str, object]) -> Outcome:
    """Run one check, as the plugin does."""
    called: list[str] = []
    files.on_call = called.append
    check = getattr(checks, name)
    parameters = inspect.signature(check).parameters
    case = None
    if "case" in parameters:
        data = Path(str(checks.__file__)).parent / "data" / f"{checks.__name__.removeprefix('test_')}.npz"
        case = load_case(data, name.removeprefix("test_"))
        fixtures = {**fixtures, "case": case.numbers}
    failure = None
    try:
        with _time_limit():
            check(**{parameter: fixtures[parameter] for parameter in parameters})
    except CheckFailedError as error:
        failure = error
    found = case.evidence(files.last, passed=failure is None) if case else Evidence()
    return Outcome(
        failure.status if failure else "passed",
        failure.message if failure else "",
        called[-1] if called else None,
        cause=failure.cause if failure else None,
        candidates=[*found.exact, *(failure.beliefs if failure else ())],
        vague=found.vague,
        refuted=found.refuted,
    )


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_LIMIT_S)
    try:
        yield
    except TimeoutError:
        raise CheckFailedError("took too long") from None
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


def _checks_of(exercises: Path, module: str) -> ModuleType:
    """The checks of an exercise; they are imported from that folder, the stubs beside them are not."""
    if str(exercises) not in sys.path:
        sys.path.append(str(exercises))
    checks = importlib.import_module(f"test_{module}")
    sys.modules.pop(module, None)
    return checks


def answer(exercises: Path, answers: Path) -> None:
    """Try all ways, and write down what the checks said."""
    found = []
    with contextlib.redirect_stdout(io.StringIO()):
        for way in json.load(sys.stdin):
            checks = _checks_of(exercises, way["module"])
            found.append(try_way(checks, way["module"], way["text"], way["checks"]))
    answers.write_text(json.dumps(found), encoding="utf-8")


def name(exercises: Path, paths: list[Path], skip: str | None) -> None:
    """Say of each file which checks failed and what was named."""
    out = sys.stdout
    modules = {exercise.module for exercise in EXERCISES}
    for path in [path for path in paths if path.stem in modules]:
        with contextlib.redirect_stdout(io.StringIO()):
            checks = _checks_of(exercises, path.stem)
            wanted = [check for check in vars(checks) if check.startswith("test_") and check != skip]
            outcomes = run_checks(checks, path.resolve(), wanted)
        failed = [check for check, outcome in outcomes.items() if outcome.status != "passed"]
        line = {"file": str(path), "failed": failed, "named": names_in(outcomes, exercises)}
        print(json.dumps(line), file=out, flush=True)


def main(arguments: list[str]) -> None:
    """Run one of the two commands."""
    sys.dont_write_bytecode = True
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--skip")
    parser.add_argument("exercises", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    exercises, files = options.exercises.resolve(), [file.resolve() for file in options.files]
    # What learners' code writes beside itself, such as a training's log, is gone afterwards.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        if options.names:
            name(exercises, files, options.skip)
        else:
            answer(exercises, *files)


if __name__ == "__main__":
    main(sys.argv[1:])
