"""The hidden call of the assignment notebook: `points("convolve")` asks the locked judge.

So hidden tests exist once, and nbgrader's autograded cells get their points from the same judge as `kit
grade`. But the call runs in a kernel that the learner's code shares, and whoever means to can tamper with it
there. What counts is what `kit grade` says.
"""

import atexit
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from grading.course import course_root
from grading.fleet import Fleet
from grading.grader import confirmed
from grading.intake import EXERCISE_FILES, Entry, read_submission
from grading.results import TestResult
from grading.unusable import Unusable
from helpers import data
from helpers.exercises import Exercise, exercise_with, function_tested_by
from helpers.notebook import executed_cells
from helpers.notebook_cells import modules_of

UNSAFE_VARIABLE = "KIT_UNSAFE_NO_SANDBOX"
"""Where this is 1, the judge goes on on a machine that lacks a lock, as with `--unsafe-no-sandbox`."""

_TEST_CPU_S = 20.0


def points(function: str) -> float:
    """Have the hidden tests of a function run on what this kernel holds, and print what they say.

    The first call starts the judge, which stays until the kernel ends. All functions of an exercise are
    judged at once, and again only when the code has changed.

    Args:
        function: its name, such as `"convolve"`.

    Returns:
        The points won, a number that nbgrader reads as partial credit.

    Raises:
        Unusable: no exercise asks for such a function.
        KitFault: no verdict, through no fault of the learner's.
    """
    exercise = exercise_with(function)
    if exercise is None:
        raise Unusable(f"No exercise asks for a function {function!r}, so it has no hidden tests.")
    files = _own_modules() | {
        name: text.encode() for name, text in modules_of(executed_cells(), as_executed=True).files.items()
    }
    tests = [test for test in _judged(exercise, files) if function_tested_by(test.name, exercise) == function]
    won = sum(test.points for test in tests)
    print("\n".join([f"{function}: {won:g} of {exercise.worth[function]} points", *_told(tests)]))
    return won


def _own_modules() -> dict[str, bytes]:
    """What lies beside the notebook and may be imported, by the rules for submissions."""
    beside = read_submission(Entry("kernel", Path.cwd())).files
    return {name: content for name, content in beside.items() if name not in EXERCISE_FILES}


def _told(tests: Iterable[TestResult]) -> Iterable[str]:
    for test in tests:
        yield f"\n{test.points:g} of {test.max_points:g}  {test.idea}"
        if test.message:
            yield "\n".join(f"    {line}" for line in test.message.splitlines())


def _judged(exercise: Exercise, files: Mapping[str, bytes]) -> list[TestResult]:
    contents = json.dumps(
        [exercise.name, {name: content.hex() for name, content in files.items()}], sort_keys=True
    )
    digest = hashlib.sha256(contents.encode()).hexdigest()
    if digest not in _verdicts:
        request = {
            "files": dict(files),
            "seed": secrets.randbits(31),
            "exercises": [exercise.name],
            "test_cpu_s": _TEST_CPU_S,
            "unsafe": os.environ.get(UNSAFE_VARIABLE) == "1",
        }
        verdict = _fleet().judge(request)
        if verdict["unconfirmed"]:
            again = {"only": verdict["unconfirmed"], "found_faulty": verdict["faulty"]}
            verdict = confirmed(verdict, _fleet().judge(request | again))
        _verdicts[digest] = [TestResult(**test) for test in verdict["tests"]]
    return _verdicts[digest]


def _fleet() -> Fleet:
    if not _running:
        fleet = Fleet(course_root(), data.locate("digits")).__enter__()
        atexit.register(fleet.__exit__, None, None, None)
        _running.append(fleet)
    return _running[0]


_verdicts: dict[str, list[TestResult]] = {}
_running: list[Fleet] = []
