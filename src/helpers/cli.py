"""The command `kit`. Its commands are added by whatever is installed beside it."""

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoints, entry_points, version

_WELCOME = """\
The exercises are in the folder exercises/. Open convolution.py, write the first function and run

    pytest exercises/

It says what is right, what is not, and what to do next.\
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the command line without the program's name; None means the process's own.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="kit", description="Exercises on convolutional neural networks.")
    parser.add_argument("--version", action="version", version=f"kit {version('cnn-exercise-kit')}")
    if found := entry_points(group="kit.commands"):
        _add_commands(found, parser.add_subparsers(title="commands", metavar="COMMAND"))
    options = parser.parse_args(arguments)
    if not hasattr(options, "run"):
        print(_WELCOME)
        return 0
    code: int = options.run(options)
    return code


def _add_commands(
    found: EntryPoints, subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]"
) -> None:
    """Add the commands of every entry point that was found; a broken one costs its own only."""
    for entry_point in found:
        try:
            entry_point.load()(subparsers)
        except Exception as error:  # another package's code may fail in any way
            print(
                f"kit: the commands of '{entry_point.name}' are not available "
                f"({type(error).__name__}: {error}). Install them again; the others work.",
                file=sys.stderr,
            )
