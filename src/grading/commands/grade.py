"""`kit grade`."""

import argparse
import io
import os
import signal
import sys
from pathlib import Path
from typing import get_args

from rich.console import Console
from rich.text import Text

from grading.batch import grade_class
from grading.commands.arguments import folder, seconds, timezone, whole
from grading.commands.running import KIT_FAILED, OK, explained
from grading.course import course_root
from grading.grader import Settings
from grading.intake import read_times
from grading.policy.attempts import Counting
from grading.policy.course import NO_COURSE
from grading.policy.course_file import read_course
from grading.policy.worth import read_worth
from grading.progress import TerminalAudience, print_table
from grading.results import EXERCISE_NAMES
from helpers.data import Name as DataName


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit grade`."""
    parser.description = "Grade a folder of submissions; what is unchanged since an earlier run is kept."
    parser.add_argument(
        "submissions", type=folder, metavar="SUBMISSIONS", help="folder with an entry a learner"
    )
    parser.add_argument("--out", type=folder, required=True, metavar="RESULTS", help="folder for the results")
    parser.add_argument(
        "--course",
        type=folder,
        metavar="COURSE",
        help="course.toml, with roster.csv and overrides.csv beside it: who is enrolled, and what counts",
    )
    parser.add_argument(
        "--attempt",
        choices=get_args(Counting),
        help="which of several submissions of one learner counts; without it, each stands for itself",
    )
    parser.add_argument("--jobs", type=whole(1, 256), default=_cores(), metavar="N", help="judges at once")
    parser.add_argument("--fresh", action="store_true", help="ignore earlier results")
    parser.add_argument(
        "--seed", type=whole(0), metavar="N", help="random seed of every submission's hidden tests"
    )
    parser.add_argument("--student", metavar="ID", help="grade only this learner")
    parser.add_argument("--exercise", choices=EXERCISE_NAMES, help="grade only this one")
    parser.add_argument(
        "--assignment",
        default="",
        metavar="NAME",
        help="the one of nbgrader's assignments to grade, where SUBMISSIONS holds several",
    )
    parser.add_argument(
        "--times",
        type=Path,
        metavar="FILE",
        help="table of when learners handed in: Moodle's grading worksheet, or a CSV with columns student "
        "and submitted_at",
    )
    parser.add_argument(
        "--timezone", type=timezone, metavar="ZONE", help="of times that name none, such as Europe/Berlin"
    )
    parser.add_argument(
        "--data",
        choices=get_args(DataName),
        default="digits",
        help="the digits that hidden tests draw from (default digits, which comes with the kit)",
    )
    parser.add_argument(
        "--timeout",
        type=seconds,
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
    parser.set_defaults(run=explained("grade", _grade))


def _cores() -> int:
    """Cores that this process may use, which can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _grade(arguments: argparse.Namespace) -> int:
    course = NO_COURSE
    if arguments.course is not None:
        course = read_course(arguments.course, read_worth(course_root() / "graders"))
    zone = arguments.timezone or course.timezone
    settings = Settings(
        jobs=arguments.jobs,
        seed=arguments.seed,
        test_cpu_s=arguments.timeout,
        unsafe=arguments.unsafe_no_sandbox,
        fresh=arguments.fresh,
        student=arguments.student,
        exercise=arguments.exercise,
        data=arguments.data,
        assignment=arguments.assignment,
        times=None if arguments.times is None else read_times(arguments.times, zone),
        attempt=arguments.attempt,
    )
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a name that it can't print must not end the run
    console = Console()
    # Who is asked to end, ends as after Ctrl-C: with its servers ended and its results kept.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with TerminalAudience(console) as audience:
        report = grade_class(arguments.submissions, arguments.out, settings, audience, course=course)
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
