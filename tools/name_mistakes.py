"""Try wrong submissions: how many are caught, and for how many the belief is named.

python -m tools.name_mistakes tests/mistakes/written tests/mistakes/fresh/fourth
python -m tools.name_mistakes --visible tests/mistakes/written

The hidden tests judge them; with --visible, the checks that learners run do.
Each file below such a folder, `<function>/<id>_<variant>.py`, holds one wrong function, which takes the place
of the solution's. What an id stands for is in `graders/misconceptions/`; other ids have no name to be found.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from grading.course import course_root
from grading.fleet import Fleet
from helpers.data import locate
from helpers.exercises import EXERCISES

FILE_OF = {function: exercise.file_name for exercise in EXERCISES for function in exercise.functions}
EXERCISE_OF = {function: exercise.name for exercise in EXERCISES for function in exercise.functions}
SEED = 1


@dataclass(frozen=True)
class WrongSubmission:
    """A solution with one wrong function.

    Attributes:
        function: the function's name.
        belief: id of the misconception that it was written from.
        path: the file that holds the function.
    """

    function: str
    belief: str
    path: Path

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.function}/{self.path.stem}"

    def files(self) -> dict[str, bytes]:
        """The files to be judged; the last definition of a name is the one that counts."""
        file = FILE_OF[self.function]
        solution = (course_root() / "solutions" / file).read_bytes()
        return {file: solution + b"\n\n" + self.path.read_bytes()}


@dataclass(frozen=True)
class Finding:
    """What tests made of a wrong submission.

    Attributes:
        submission: that submission.
        lost: names of the tests that it lost, hidden ones or visible checks.
        named: ids of the beliefs that were named, and at how many tests each.
    """

    submission: WrongSubmission
    lost: tuple[str, ...]
    named: Counter[str]


def wrong_submissions(folder: Path) -> list[WrongSubmission]:
    """The wrong submissions below a folder, in the order of the lesson."""
    paths = [path for function in FILE_OF for path in sorted((folder / function).glob("*.py"))]
    return [WrongSubmission(path.parent.name, path.stem.rpartition("_")[0], path) for path in paths]


def judged(submissions: Iterable[WrongSubmission], fleet: Fleet, seed: int = SEED) -> Iterator[Finding]:
    """Judge each by the hidden tests of its function, two at a time."""
    tests = [test["name"] for test in fleet.describe()["tests"]]

    def judge(submission: WrongSubmission) -> Finding:
        reply = fleet.judge(
            {
                "files": submission.files(),
                "seed": seed,
                "exercises": [EXERCISE_OF[submission.function]],
                "only": of_function(submission.function, tests),
                "test_cpu_s": 20.0,
                "unsafe": False,
            }
        )
        if reply["faults"]:
            raise RuntimeError(f"{submission.name}: {'; '.join(reply['faults'])}")
        lost = [test for test in reply["tests"] if test["outcome"] != "passed"]
        named = Counter(belief for test in lost for belief in test["beliefs"])
        return Finding(submission, tuple(test["name"] for test in lost), named)

    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(judge, submissions)


def checked(submissions: Sequence[WrongSubmission]) -> Iterator[Finding]:
    """Run the visible checks over each; the one that trains for a minute is left out."""
    root = course_root()
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, submission in enumerate(submissions):
            ((name, source),) = submission.files().items()
            path = Path(folder) / str(number) / name
            path.parent.mkdir()
            path.write_bytes(source)
            paths.append(str(path))
        command = [sys.executable, str(root / "tests/exercises/try_ways.py"), "--names"]
        command += [str(root / "exercises"), "--skip", "test_your_own_training", *paths]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder
        ) as run:
            assert run.stdout is not None
            for submission, line in zip(submissions, run.stdout, strict=True):
                said = json.loads(line)
                named = Counter(belief for beliefs in said["named"].values() for belief in beliefs)
                yield Finding(submission, tuple(said["failed"]), named)


def of_function(function: str, tests: Iterable[str]) -> list[str]:
    """The tests of a function, which begin with its name; `train_step_...` is no test of `train`."""
    longer = tuple(f"{other}_" for other in FILE_OF if other.startswith(f"{function}_"))
    return [name for name in tests if name.startswith(f"{function}_") and not name.startswith(longer)]


def main() -> int:
    """Judge all, and print what was found; gives the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--only", default="", help="part of the names of those to judge")
    parser.add_argument("--visible", action="store_true", help="run the visible checks instead")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        submissions = [one for one in wrong_submissions(folder) if arguments.only in one.name]
        if arguments.visible:
            _print(folder, list(checked(submissions)))
            continue
        with Fleet(course_root(), locate("digits")) as fleet:
            _print(folder, list(judged(submissions, fleet)))
    return 0


def _print(folder: Path, findings: Sequence[Finding]) -> None:
    for finding in findings:
        named = ", ".join(f"{belief} ({times})" for belief, times in finding.named.items()) or "-"
        right = finding.submission.belief in finding.named
        verdict = "named" if right else "caught" if finding.lost else "NOT CAUGHT"
        print(f"{verdict:10} {finding.submission.name:55} lost {len(finding.lost):2}  {named}")
    caught = sum(bool(finding.lost) for finding in findings)
    total = sum(map(is_named_right, findings))
    print(f"{folder}: {caught} of {len(findings)} caught, {total} named right\n")


def is_named_right(finding: Finding) -> bool:
    """Whether the belief was named, and no other one at more tests."""
    times = finding.named[finding.submission.belief]
    return times > 0 and times == max(finding.named.values())


if __name__ == "__main__":
    sys.exit(main())
