"""Which submissions may count for whom: attempts of one learner, and what a group handed in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Literal, NamedTuple

from grading.policy.course import Course, Enrolled
from grading.policy.matching import Submitted

Counting = Literal["last", "best"]
"""Which of a learner's submissions counts."""


@dataclass(frozen=True)
class Claim:
    """A learner, and the submissions of which the best counts for them.

    Attributes:
        student: the learner's id.
        submissions: ids of submissions, in the order in which they came; empty where nothing came.
    """

    student: str
    submissions: tuple[str, ...]


def claims_of(
    submitted: Iterable[Submitted], course: Course, attempt: Counting | None
) -> tuple[list[Claim], dict[str, int], list[str]]:
    """Who is graded by what.

    Everyone on the roster is there, and whoever else handed in. Without `attempt`, submissions under one id
    stand for themselves; a group has one that counts for all of it, and without `attempt` that is its last.

    Args:
        submitted: all submissions, each with its learner (or the name of a group) as the roster has it.
        course: the roster's.
        attempt: which of a learner's submissions counts; None where each is somebody's own.

    Returns:
        The claims in the order of the ids; by the id of each submission the how-manieth of its learner or
        group it is; and what an instructor should know.
    """
    notices: list[str] = []
    roster = course.roster or {}
    numbers: dict[str, int] = {}
    counting: dict[str, tuple[str, ...]] = {}
    for party, theirs in sorted(_parties(submitted, roster, attempt).items()):
        ordered, is_sure = _in_order(theirs)
        is_one = party.is_group or attempt is not None
        for number, one in enumerate(ordered, start=1):
            numbers[one.student] = number if is_one else one.attempt
        members = [one.student for one in roster.values() if party.is_group and one.group == party.name]
        takes_last = attempt == "last" or (attempt is None and party.is_group)
        ids = tuple(one.student for one in (ordered[-1:] if takes_last else ordered))
        counting |= dict.fromkeys(members or [party.name], ids)
        notices += _notices(party, ordered, members, is_sure, takes_last)
    students = sorted({*roster, *counting})
    return [Claim(student, counting.get(student, ())) for student in students], numbers, notices


class _Party(NamedTuple):
    """Who hands in as one: a group, or a learner alone."""

    is_group: bool
    name: str


def _parties(
    submitted: Iterable[Submitted], roster: Mapping[str, Enrolled], attempt: Counting | None
) -> dict[_Party, list[Submitted]]:
    groups = {enrolled.group for enrolled in roster.values() if enrolled.group}
    parties: dict[_Party, list[Submitted]] = defaultdict(list)
    for one in submitted:
        group = roster[one.learner].group if one.learner in roster else one.learner
        if group in groups:
            parties[_Party(True, group)].append(one)
        else:
            parties[_Party(False, one.student if attempt is None else one.learner)].append(one)
    return parties


def _in_order(submitted: Sequence[Submitted]) -> tuple[list[Submitted], bool]:
    """By time where every time is known, else as they were found; and whether that is sure."""
    times = [
        one.arrival.submitted_at.astimezone(UTC) for one in submitted if one.arrival.submitted_at is not None
    ]
    if len(times) < len(submitted):
        return sorted(submitted, key=lambda one: (one.learner, one.attempt, one.student)), len(submitted) == 1
    paired = sorted(zip(times, submitted, strict=True), key=lambda pair: (pair[0], pair[1].student))
    return [one for _, one in paired], True


def _notices(
    party: _Party, ordered: Sequence[Submitted], members: Sequence[str], is_sure: bool, takes_last: bool
) -> list[str]:
    notices = []
    last = ordered[-1].student
    if len(ordered) > 1 and takes_last:
        doubt = "" if is_sure else ", by the order of their names, for not all of their times are known"
        whose = f"the group {party.name}" if party.is_group else party.name
        notices.append(f"Of {len(ordered)} submissions of {whose}, the last counts: {last}{doubt}.")
    if len(members) > 1:
        which = last if takes_last else f"the best of {', '.join(one.student for one in ordered)}"
        notices.append(f"Group {party.name}: {which} counts for {', '.join(members)}.")
    return notices
