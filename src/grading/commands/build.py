"""`kit build`."""

import argparse
from pathlib import Path

from grading import build
from grading.assignment.nbgrader_course import SETTINGS, write_assignment
from grading.commands.running import KIT_FAILED, OK, explained
from grading.course import course_root
from grading.unusable import Unusable

_ASSIGNMENT = "cnn"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit build`."""
    parser.description = (
        "Make the stubs, the data of the visible checks and the assignment notebook from solutions/; or put "
        "the notebook into an nbgrader course."
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail where something is stale")
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="write source/ASSIGNMENT of the nbgrader course in DIR: the notebook and its checks",
    )
    parser.add_argument(
        "--assignment", metavar="NAME", help=f"the assignment's name there (default {_ASSIGNMENT})"
    )
    parser.set_defaults(run=explained("build", _build))


def _build(arguments: argparse.Namespace) -> int:
    root = course_root()
    if arguments.assignment is not None and arguments.course is None:
        raise Unusable("--assignment names an assignment of an nbgrader course: give --course DIR as well.")
    if arguments.check and arguments.course is not None:
        raise Unusable("--check writes nothing, and --course is for writing: give one of them.")
    if arguments.course is not None:
        return _write_course(root, arguments.course, arguments.assignment or _ASSIGNMENT)
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


def _write_course(root: Path, folder: Path, assignment: str) -> int:
    if stale := build.stale_assignment(root):
        raise build.BuildError("\n".join(stale))
    written = write_assignment(root, folder, assignment)
    for path in written.changed:
        print(f"written: {path}")
    if written.settings:
        print(f"written: {written.settings}")
    else:
        print(
            f"{SETTINGS} is left as it is; the longest cells need c.Execute.timeout = 180 on a busy machine."
        )
    print(f"Next, in {folder}: nbgrader generate_assignment {assignment}")
    return OK
