"""The instructor's half of the command line: a module a command."""

import argparse
from typing import TypeAlias

from grading.commands import build, doctor, export, grade, release, review

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def commands(subparsers: Subparsers) -> None:
    """Add the instructor's commands to `kit`."""
    grade.add_arguments(subparsers.add_parser("grade", help="grade a class with the hidden tests"))
    doctor.add_arguments(
        subparsers.add_parser("doctor", help="which locks around learner code this machine offers")
    )
    build.add_arguments(
        subparsers.add_parser("build", help="make the learners' exercises from the solutions")
    )
    release.add_arguments(subparsers.add_parser("release", help="make the zip that learners receive"))
    export.add_arguments(
        subparsers.add_parser(
            "export", help="write results as another system reads them (Canvas, Moodle ...)"
        )
    )
    review.add_arguments(
        subparsers.add_parser("review", help="take back what persons decided, such as scores from nbgrader")
    )
