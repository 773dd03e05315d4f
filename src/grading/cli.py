"""The instructor's half of the command line: reads arguments, and says what went wrong in a line."""

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, get_args

from rich.console import Console
from rich.text import Text

from grading import build
from grading.batch import LocksMissing, grade_class, require_linux
from grading.build import BuildError
from grading.course import CourseMissing, course_root
from grading.failures import KitFault
from grading.grader import Settings
from grading.progress import TerminalAudience, print_table
from grading.release import ReleaseError, make_release
from grading.results import EXERCISE_NAMES
from grading.sandbox.kernel import LockMissing
from grading.store import UnusableResults
from grading.submissions import UnusableSubmissions
from helpers.data import DataError
from helpers.data import Name as DataName

Run: TypeAlias = Callable[[argparse.Namespace], int]
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

OK, KIT_FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


class UnusableFile(Exception):
    """A file that was named can't be used; the message says why and what to do."""


def commands(subparsers: Subparsers) -> None:
    """Add the instructor's commands to `kit`."""
    _add_grade(subparsers.add_parser("grade", help="grade a class with the hidden tests"))
    _add_doctor(subparsers.add_parser("doctor", help="which locks around learner code this machine offers"))
    _add_build(subparsers.add_parser("build", help="make the learners' exercises from the solutions"))
    _add_release(subparsers.add_parser("release", help="make the zip that learners receive"))


def _explained(name: str, run: Run) -> Run:
    """A command whose foreseen failures are a line on standard error and an exit code, never a traceback."""

    def explained(arguments: argparse.Namespace) -> int:
        try:
            return run(arguments)
        except (UnusableSubmissions, UnusableResults, UnusableFile, DataError) as error:
            said, code = str(error), UNUSABLE
        except (CourseMissing, LockMissing, LocksMissing, KitFault, BuildError, ReleaseError) as error:
            said, code = str(error), KIT_FAILED
        except KeyboardInterrupt:
            said, code = "Stopped. What is done is kept; the same command goes on from there.", INTERRUPTED
        print(f"kit {name}: {said}", file=sys.stderr)
        return code

    return explained


def _add_grade(parser: argparse.ArgumentParser) -> None:
    parser.description = "Grade a folder of submissions; what is unchanged since an earlier run is kept."
    parser.add_argument(
        "submissions", type=_folder, metavar="SUBMISSIONS", help="folder with an entry a learner"
    )
    parser.add_argument(
        "--out", type=_folder, required=True, metavar="RESULTS", help="folder for the results"
    )
    parser.add_argument("--jobs", type=_whole(1, 256), default=_cores(), metavar="N", help="judges at once")
    parser.add_argument("--fresh", action="store_true", help="ignore earlier results")
    parser.add_argument(
        "--seed", type=_whole(0), metavar="N", help="random seed of every submission's hidden tests"
    )
    parser.add_argument("--student", metavar="ID", help="grade only this learner")
    parser.add_argument("--exercise", choices=EXERCISE_NAMES, help="grade only this one")
    parser.add_argument(
        "--data",
        choices=get_args(DataName),
        default="digits",
        help="the digits that hidden tests draw from (default digits, which comes with the kit)",
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=20.0,
        metavar="SECONDS",
        help="CPU seconds of learner code for one hidden test (default 20), three times that for one that "
        "trains; by the clock, the limit is three times as long",
    )
    parser.add_argument(
        "--unsafe-no-sandbox",
        action="store_true",
        help="go on where the machine lacks a lock, and say so in each result",
    )
    parser.set_defaults(run=_explained("grade", _grade))


def _cores() -> int:
    """Cores that this process may use, which can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _whole(least: int, most: int = 2**63 - 1) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(
                f"{text!r} was given, a whole number from {least} to {most} is expected"
            )
        return int(text)

    return parse


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError(
            "an empty name was given (a variable that is not set?), not a folder"
        )
    return Path(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError(
            f"{text!r} was given, a number of seconds above 0, at most 3600, is expected"
        )
    return seconds


def _grade(arguments: argparse.Namespace) -> int:
    settings = Settings(
        jobs=arguments.jobs,
        seed=arguments.seed,
        test_cpu_s=arguments.timeout,
        unsafe=arguments.unsafe_no_sandbox,
        fresh=arguments.fresh,
        student=arguments.student,
        exercise=arguments.exercise,
        data=arguments.data,
    )
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a name that it can't print must not end the run
    console = Console()
    # Who is asked to end, ends as after Ctrl-C: with its servers ended and its results kept.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with TerminalAudience(console) as audience:
        report = grade_class(arguments.submissions, arguments.out, settings, audience)
    print_table(console, report)
    if any(result.unsafe for result in report.results):
        console.print(
            "[bold red]WARNING: learner code ran with locks missing; verdicts may be forged. "
            "The field `unsafe` of a result says whose."
        )
    console.print(f"\n{report.graded} graded, {report.kept} kept.", highlight=False)
    written = {
        "The class at a glance:": "report.html",
        "All scores:": "grades.csv",
        "Each learner's page:": "feedback",
    }
    if any(result.needs_review for result in report.results):
        written["Answers to read:"] = "review.csv"
    for what, name in written.items():
        console.print(Text(f"{what:22} {arguments.out / name}"), soft_wrap=True)
    ungraded = any(result.status == "ungraded" for result in report.results)
    return KIT_FAILED if report.faults or ungraded else OK


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Put on every lock that grading needs, try what it denies, and say how to get what is missing."
    )
    parser.set_defaults(run=_explained("doctor", _examine))


def _examine(_: argparse.Namespace) -> int:
    require_linux()
    # What it is made of is there on Unix alone.
    from grading.doctor import REMEDIES, examine

    findings = examine()
    for finding in findings:
        print(f"{finding.state:9}{finding.lock}")
        said = [
            finding.denied and f"denied: {', '.join(finding.denied)}",
            finding.leaks and f"NOT DENIED: {', '.join(finding.leaks)}",
            finding.lacks and f"builds on what is missing: {', '.join(finding.lacks)}",
            finding.missing,
            finding.state in ("missing", "leaks") and REMEDIES[finding.lock],
        ]
        for line in filter(None, said):
            print(f"{'':9}{line}")
    if all(finding.state == "holds" for finding in findings):
        print("\n`kit grade` can lock learner code in here.")
        return OK
    print("\nLearner code is not locked in here. `kit grade` refuses to work without a lock that is missing.")
    return KIT_FAILED


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.description = "Make the stubs and the data of the visible checks from solutions/."
    parser.add_argument("--check", action="store_true", help="write nothing; fail where something is stale")
    parser.set_defaults(run=_explained("build", _build))


def _build(arguments: argparse.Namespace) -> int:
    root = course_root()
    if arguments.check:
        stale = build.stale(root)
        for line in stale:
            print(line)
        print("Run `kit build` to renew them." if stale else "Everything is up to date.")
        return KIT_FAILED if stale else OK
    for path in build.build(root):
        print(f"written: {path.relative_to(root)}")
    print("Everything is up to date.")
    return OK


def _add_release(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Make the learners' zip: exercises, checks and helpers; no solution and no hidden test."
    )
    parser.add_argument(
        "--out", type=Path, default=Path("cnn-exercises.zip"), metavar="FILE", help="the zip to write"
    )
    parser.set_defaults(run=_explained("release", _release))


def _release(arguments: argparse.Namespace) -> int:
    try:
        print(f"written: {make_release(course_root(), arguments.out)}")
    except OSError as error:
        raise UnusableFile(
            f"{arguments.out} can't be written: {error.strerror}. Name another file."
        ) from error
    return OK
