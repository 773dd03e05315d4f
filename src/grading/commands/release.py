"""`kit release`."""

import argparse
from pathlib import Path

from grading.commands.running import OK, explained
from grading.course import course_root
from grading.release import make_release
from grading.unusable import Unusable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit release`."""
    parser.description = (
        "Make the learners' zip: exercises, checks and helpers; no solution and no hidden test."
    )
    parser.add_argument(
        "--out", type=Path, default=Path("cnn-exercises.zip"), metavar="FILE", help="the zip to write"
    )
    parser.set_defaults(run=explained("release", _release))


def _release(arguments: argparse.Namespace) -> int:
    try:
        print(f"written: {make_release(course_root(), arguments.out)}")
    except OSError as error:
        raise Unusable(f"{arguments.out} can't be written: {error.strerror}. Name another file.") from error
    return OK
