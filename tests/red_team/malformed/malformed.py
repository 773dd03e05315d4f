"""What a malformed submission is, and what their makers share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grading.course import course_root

POOLING = (course_root() / "solutions" / "pooling.py").read_bytes()
POOLING_POINTS = 15
"""Of a submission that holds a right pooling.py, and no other exercise that is right."""


@dataclass(frozen=True)
class Malformed:
    """A submission that no honest tool makes, or none that is well.

    Attributes:
        name: what it is called in the tests' output.
        tries: what could go wrong with it.
        holds: what must hold.
        make: builds it in a folder of submissions, as one entry of at most 30 MB on the disk.
        status: what becomes of it.
        points: its score.
        student: the id that it is graded under.
    """

    name: str
    tries: str
    holds: str
    make: Callable[[Path], None]
    status: Literal["invalid", "graded"]
    points: int
    student: str


def malformed(
    tries: str, holds: str, points: int | None = None, student: str = ""
) -> Callable[[Callable[[Path], None]], Malformed]:
    """A `Malformed` by its maker, whose name is the id where no other is given.

    Args:
        tries: see `Malformed`.
        holds: see `Malformed`.
        points: see `Malformed`; None where the submission is invalid.
        student: see `Malformed`.
    """

    def with_maker(make: Callable[[Path], None]) -> Malformed:
        return Malformed(
            name=make.__name__,
            tries=tries,
            holds=holds,
            make=make,
            status="invalid" if points is None else "graded",
            points=points or 0,
            student=student or make.__name__,
        )

    return with_maker
