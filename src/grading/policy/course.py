"""A course as its `course.toml` and the two tables beside it describe it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Bonus = Literal["separate", "add", "cap"]
Level = Literal["none", "scores", "ideas", "full"]

EVERYONE = "*"
"""Stands for all learners in `overrides.csv`."""


@dataclass(frozen=True)
class Enrolled:
    """A line of the roster.

    Attributes:
        student: the id.
        name: the learner's name; "" where the roster says none, like the others.
        email: the address.
        group: whom the learner works with: one submission of a group counts for all of it.
        due: an own deadline instead of the course's; None where there is none.
    """

    student: str
    name: str = ""
    email: str = ""
    group: str = ""
    due: datetime | None = None


@dataclass(frozen=True)
class Override:
    """A line of `overrides.csv`.

    Attributes:
        student: the id, or `*` for everyone.
        of: name of a test or an exercise, or id of a question.
        points: what it is worth for this learner, whatever was found.
        reason: why, which the learner is shown.
        by: who decided; "" where that is not said.
        line: where in `overrides.csv` it stands; 0 where it comes from elsewhere.
    """

    student: str
    of: str
    points: float
    reason: str
    by: str = ""
    line: int = 0


@dataclass(frozen=True)
class Course:
    """A run of the lesson. Without arguments: no roster, no deadline, nothing taken off.

    Attributes:
        title: what the course is called.
        term: when it is held.
        contact: whom learners ask.
        deadline: until when submissions are in time, with its time zone; None where there is none.
        grace: how much later is not late yet.
        late_percent: percent of the score taken off for each begun day after the deadline.
        bonus: whether the bonus stands apart, is added to the score, or is added up to the score's maximum.
        feedback_before: what learners are shown before the last deadline.
        feedback_after: what they are shown from then on.
        language: of the course's texts, a code such as `en`.
        timezone: in which its local times are meant; None where that is not said.
        roster: by id, everyone who is enrolled; None where there is no roster.
        overrides: what persons decided otherwise than the kit.
    """

    title: str = ""
    term: str = ""
    contact: str = ""
    deadline: datetime | None = None
    grace: timedelta = timedelta(0)
    late_percent: float = 0.0
    bonus: Bonus = "separate"
    feedback_before: Level = "scores"
    feedback_after: Level = "ideas"
    language: str = "en"
    timezone: ZoneInfo | None = None
    roster: Mapping[str, Enrolled] | None = None
    overrides: tuple[Override, ...] = field(default_factory=tuple)


NO_COURSE = Course(feedback_before="ideas", feedback_after="ideas")
"""What holds where no course is given: no roster, no deadline, and learners are told what was looked at."""
