"""What arguments are, and what is said of one that is not."""

import argparse
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo


def whole(least: int, most: int = 2**63 - 1) -> Callable[[str], int]:
    """What reads a whole number from `least` to `most`."""

    def parse(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(
                f"{text!r} was given, a whole number from {least} to {most} is expected"
            )
        return int(text)

    return parse


def folder(text: str) -> Path:
    """A folder's path, which is not looked at yet."""
    if not text:
        raise argparse.ArgumentTypeError(
            "an empty name was given (a variable that is not set?), not a folder"
        )
    return Path(text)


def seconds(text: str) -> float:
    """Seconds above 0, at most an hour."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError(
            f"{text!r} was given, a number of seconds above 0, at most 3600, is expected"
        )
    return seconds


def timezone(text: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise argparse.ArgumentTypeError(
            f"{text!r} was given, the name of a time zone such as Europe/Berlin is expected"
        ) from None
