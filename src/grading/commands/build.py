"""`kit build`."""

import argparse

from grading import build
from grading.commands.running import KIT_FAILED, OK, explained
from grading.course import course_root


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit build`."""
    parser.description = "Make the stubs and the data of the visible checks from solutions/."
    parser.add_argument("--check", action="store_true", help="write nothing; fail where something is stale")
    parser.set_defaults(run=explained("build", _build))


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
