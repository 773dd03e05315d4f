"""How a submission arrived: from where, when, and as what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Source = Literal["folder", "nbgrader", "moodle", "canvas"]


@dataclass(frozen=True)
class Arrival:
    """How one submission arrived.

    Attributes:
        source: what SUBMISSIONS is: a plain folder, nbgrader's `submitted/`, a bulk download.
        key: by what the platform knows the learner (Canvas's user id, Moodle's number of a participant);
            "" where it says nothing but the learner's id.
        name: the learner's name as the platform writes it there; "" where it writes none.
        entries: names of the entries of SUBMISSIONS that belong to it, sorted: feedback goes back under them.
        submitted_at: when it was handed in, with its time zone; None where nobody says so. Dates of files
            say nothing.
        marked_late: whether the platform calls it late.
    """

    source: Source = "folder"
    key: str = ""
    name: str = ""
    entries: tuple[str, ...] = ()
    submitted_at: datetime | None = None
    marked_late: bool = False
