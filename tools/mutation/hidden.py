"""Has the hidden tests judge mutants, with the command that grades a class.

A mutation runner's own switches don't reach into a locked worker. So a mutant is a learner who hands in one
file, all mutants of a file are a class, and `kit grade` grades that exercise. It keeps the results: a second
run grades only mutants that are new, or all of them after a change in graders/ or solutions/.
"""

import json
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from helpers.exercises import Exercise
from tools.mutation.mutants import Mutant

KIT = Path(sysconfig.get_path("scripts")) / "kit"
_LOOKS_EVERY_S = 10.0


class GradingFailed(Exception):
    """There is no verdict on some mutant; the text says what the command said."""


def lost_tests(
    exercise: Exercise, mutants: Sequence[Mutant], folder: Path, seed: int, jobs: int
) -> dict[str, list[str]]:
    """The hidden tests that each mutant loses.

    Args:
        exercise: whose file the mutants are of.
        mutants: all mutants of that file.
        folder: where submissions and results of this exercise are kept.
        seed: random seed of the hidden tests.
        jobs: judges at once.

    Returns:
        Names of tests by the mutant's name; none where it got all points.

    Raises:
        GradingFailed: `kit grade` failed, or could not grade some mutant.
    """
    submissions, results = folder / "submissions", folder / "results"
    _hand_in(mutants, submissions)
    command = [
        *(str(KIT), "grade", str(submissions), "--out", str(results), "--exercise", exercise.name),
        *("--seed", str(seed), "--jobs", str(jobs)),
    ]
    log = folder / "kit_grade.txt"
    began = time.time()
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        try:
            while process.poll() is None:
                try:
                    process.wait(_LOOKS_EVERY_S)
                except subprocess.TimeoutExpired:
                    done = sum(path.stat().st_mtime >= began for path in (results / "results").glob("*.json"))
                    print(f"{exercise.module}: {done} of {len(mutants)} graded now", flush=True)
        except BaseException:
            process.terminate()  # what is graded is kept
            process.wait()
            raise
    if process.returncode != 0:
        raise GradingFailed(
            f"{' '.join(command)} ended with {process.returncode}:\n{log.read_text('utf-8')[-2000:]}"
        )
    return {mutant.name: _lost(mutant, exercise, results) for mutant in mutants}


def _hand_in(mutants: Iterable[Mutant], submissions: Path) -> None:
    """A folder for each mutant and for no other, with its one file."""
    if submissions.exists():
        shutil.rmtree(submissions)
    for mutant in mutants:
        folder = submissions / mutant.name
        folder.mkdir(parents=True)
        (folder / mutant.file).write_text(mutant.source, encoding="utf-8")


def _lost(mutant: Mutant, exercise: Exercise, results: Path) -> list[str]:
    result = json.loads((results / "results" / f"{mutant.name}.json").read_text("utf-8"))
    if result["status"] != "graded":
        raise GradingFailed(f"{mutant.name} was not graded: {result['problem']}")
    lost = [
        test["name"]
        for test in result["tests"]
        if test["exercise"] == exercise.name and test["points"] < test["max_points"]
    ]
    points = result["exercises"][exercise.name]
    assert bool(lost) == (points["score"] < points["max_score"])
    return lost
