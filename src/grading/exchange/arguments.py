"""Arguments that targets share."""

import argparse
from pathlib import Path


def add_class(parser: argparse.ArgumentParser, out: str) -> None:
    """RESULTS and `--out`; `out` says what is written."""
    parser.add_argument("results", type=named_path, metavar="RESULTS", help="folder that `kit grade` wrote")
    parser.add_argument("--out", type=named_path, required=True, metavar="PATH", help=out)


def add_raw(parser: argparse.ArgumentParser) -> None:
    """`--raw`."""
    parser.add_argument(
        "--raw",
        action="store_true",
        help="the score as it was graded, without late penalty, adjustments and bonus",
    )


def named_path(text: str) -> Path:
    """A path, which is not looked at yet."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name was given (a variable that is not set?), not a path")
    return Path(text)
