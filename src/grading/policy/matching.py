"""Which learner of the roster a submission belongs to, whatever a platform calls them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from grading.arrivals import Arrival
from grading.policy.course import Enrolled

_NO_WORD = re.compile(r"[\W_]+")


class Submitted(Protocol):
    """What matching, deadlines and attempts look at in a submission that was found.

    Attributes:
        student: its id, unique in the class.
        learner: the id without the number that tells it from other submissions of the same learner.
        arrival: how it arrived.
        attempt: the how-manieth of the learner's submissions it is, from 1.
    """

    @property
    def student(self) -> str: ...  # noqa: D102 - see the class
    @property
    def learner(self) -> str: ...  # noqa: D102
    @property
    def arrival(self) -> Arrival: ...  # noqa: D102
    @property
    def attempt(self) -> int: ...  # noqa: D102


def matched(
    submitted: Iterable[Submitted], roster: Mapping[str, Enrolled]
) -> tuple[dict[str, str], list[str]]:
    """Find everyone's id on the roster, or the group that a submission belongs to.

    In this order: the submission's id, the platform's key for the learner, the name of a group; then the name
    that the platform writes, where exactly one learner of the roster is called so and nobody else on the
    platform. Case, accents' encoding, punctuation and the order of words do not matter in names, nor do the
    spaces that Canvas leaves out.

    Args:
        submitted: all submissions.
        roster: everyone who is enrolled.

    Returns:
        By the id of each submission the learner, as the roster has it or, where there is none, as it was; and
        what an instructor should know.
    """
    submitted = list(submitted)
    groups = {enrolled.group for enrolled in roster.values() if enrolled.group}
    learners = {one.student: _by_id(one, roster, groups) for one in submitted}
    by_name = _by_name([one for one in submitted if learners[one.student] is None], roster)
    notices = []
    if by_name:
        notices.append(f"Found on the roster by their names: {len(by_name)}.")
    unlisted = sorted(
        {
            f"{one.learner} ({one.arrival.name})" if one.arrival.name else one.learner
            for one in submitted
            if learners[one.student] is None and one.student not in by_name
        }
    )
    if unlisted:
        notices.append(f"Not on the roster, but graded: {', '.join(unlisted)}.")
    return {
        one.student: learners[one.student] or by_name.get(one.student) or one.learner for one in submitted
    }, notices


def unique_ids(submitted: Iterable[Submitted], learners: Mapping[str, str]) -> dict[str, str]:
    """New ids for submissions whose learner is called otherwise now: `anna`, `anna-2`, ...

    Args:
        submitted: all submissions.
        learners: what `matched` gave.

    Returns:
        By the id of each submission the new one; that of a learner who was not found stays.
    """
    ordered = sorted(submitted, key=lambda one: (one.learner, one.attempt, one.student))
    ids = {one.student: one.student for one in ordered if learners[one.student] == one.learner}
    taken = set(ids)
    for one in ordered:
        if one.student not in ids:
            learner = unique = learners[one.student]
            number = 1
            while unique in taken:
                number += 1
                unique = f"{learner}-{number}"
            ids[one.student] = unique
            taken.add(unique)
    return ids


def _by_id(one: Submitted, roster: Mapping[str, Enrolled], groups: Container[str]) -> str | None:
    for known in (roster, groups):
        for written in (one.learner, one.arrival.key):
            if (name := unicodedata.normalize("NFC", written.strip())) in known:
                return name
    return None


def _by_name(submitted: Sequence[Submitted], roster: Mapping[str, Enrolled]) -> dict[str, str]:
    holders: dict[str, set[str]] = {}
    for enrolled in roster.values():
        for spelling in _spellings(enrolled.name):
            holders.setdefault(spelling, set()).add(enrolled.student)
    named = {one.student: _called(one.arrival.name, holders) for one in submitted}
    # One learner may have handed in twice; two of one name are two persons.
    bearers = Counter(
        name
        for name, _ in {
            (named[one.student], one.arrival.key or one.learner) for one in submitted if named[one.student]
        }
    )
    return {student: name for student, name in named.items() if name and bearers[name] == 1}


def _called(name: str, holders: Mapping[str, set[str]]) -> str | None:
    words = _words(name)
    known = holders.get(_sorted(words), set()) or holders.get("".join(words), set())
    return next(iter(known)) if words and len(known) == 1 else None


def _spellings(name: str) -> Iterator[str]:
    words = _words(name)
    if words:
        yield _sorted(words)
        # As in "musteranna": without spaces, and with the last name first.
        yield from {"".join(words[start:] + words[:start]) for start in range(len(words))}


def _sorted(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _words(name: str) -> list[str]:
    return _NO_WORD.sub(" ", unicodedata.normalize("NFC", name).casefold()).split()
