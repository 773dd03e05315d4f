"""What is known of a submission before it is read: whose it is, where it lies, how it came."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from grading.archives import shown
from grading.arrivals import Arrival
from grading.unusable import Unusable


class UnusableSubmissions(Unusable):
    """SUBMISSIONS can't be used: the text says what was given, what was expected and what to do."""


@dataclass(frozen=True)
class Entry:
    """A submission that was found, but not read yet.

    Attributes:
        student: the learner's id, unique in the class: `<learner>`, `<learner>-2` and so on.
        path: the folder or file.
        also: further files of the same submission, where a platform keeps them side by side.
        arrival: from where, when and as what it came.
        attempt: the how-manieth of the learner's submissions it is, from 1.
        learner: whose it is: the id without a number after it; `student` where nothing else is said.
    """

    student: str
    path: Path
    also: tuple[Path, ...] = ()
    arrival: Arrival = field(default_factory=Arrival)
    attempt: int = 1
    learner: str = ""

    def __post_init__(self) -> None:
        if not self.learner:
            object.__setattr__(self, "learner", self.student)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything that belongs to the submission."""
        return (self.path, *self.also)


def with_unique_ids(found: Iterable[Entry], notices: list[str]) -> list[Entry]:
    """Number what learners handed in more than once.

    A learner's submissions are in the order of their times where all of them are known, else in that of their
    names. The first keeps the learner's id; the next gets `<id>-2`, or the next number that is nobody's id.

    Args:
        found: the entries of a class, by learners.
        notices: gets a line for each further submission of a learner.

    Returns:
        The entries, sorted by `student`.
    """
    submissions: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        submissions[entry.learner].append(entry)
    taken = set(submissions)
    entries: list[Entry] = []
    for learner in sorted(submissions):
        first, *others = _in_order(submissions[learner])
        entries.append(replace(first, student=learner, attempt=1))
        for attempt, entry in enumerate(others, start=2):
            number = 2
            while (unique := f"{learner}-{number}") in taken:
                number += 1
            taken.add(unique)
            notices.append(
                f"{shown(first.path.name)} and {shown(entry.path.name)} have one id: the second is graded "
                f"as {shown(unique)}."
            )
            entries.append(replace(entry, student=unique, attempt=attempt))
    return sorted(entries, key=lambda entry: entry.student)


def _in_order(entries: list[Entry]) -> list[Entry]:
    by_name = sorted(entries, key=lambda entry: entry.path.name)
    times = {entry: entry.arrival.submitted_at for entry in by_name}
    if None in times.values():
        return by_name
    return sorted(by_name, key=lambda entry: times[entry] or datetime.min)
