"""`kit export`: a target a platform, each a module of `grading.exchange`."""

import argparse
import io
import sys
from typing import Protocol

from grading.commands.running import OK, Run, explained
from grading.exchange import autograder, canvas, classroom, gradescope, junit, moodle, nbgrader, plain


class Target(Protocol):
    """A module that writes results as a platform reads them."""

    SUMMARY: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the target's arguments."""

    def export(self, arguments: argparse.Namespace) -> list[str]:
        """Write the files, and give the lines to print."""


TARGETS: dict[str, Target] = {
    "canvas": canvas,
    "csv": plain,
    "github-classroom": classroom,
    "gradescope": gradescope,
    "gradescope-autograder": autograder,
    "junit": junit,
    "moodle": moodle,
    "nbgrader": nbgrader,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit export`."""
    parser.description = (
        "Write results as another system reads them. RESULTS is only read, and nothing is sent anywhere: "
        "docs/platforms.md says what to upload where."
    )
    targets = parser.add_subparsers(title="targets", metavar="TARGET", required=True)
    for name, target in TARGETS.items():
        its = targets.add_parser(name, help=target.SUMMARY, description=f"Write {target.SUMMARY}.")
        target.add_arguments(its)
        its.set_defaults(run=explained(f"export {name}", _runner(target)), target=name)


def _runner(target: Target) -> Run:
    def run(arguments: argparse.Namespace) -> int:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a learner's name may be beyond the terminal
        for line in target.export(arguments):
            print(line)
        return OK

    return run
