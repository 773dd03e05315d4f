"""A class as its submissions and its roster name it: who is graded by which submission."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from grading.archives import shown
from grading.intake import Entry, UnusableSubmissions
from grading.policy.attempts import Claim, Counting, claims_of
from grading.policy.course import Course
from grading.policy.matching import matched, unique_ids
from grading.policy.overrides import require_known


@dataclass(frozen=True)
class Roll:
    """Everyone of a class.

    Attributes:
        entries: all submissions by their ids, sorted.
        claims: every learner with the submissions that may count, sorted by the learners' ids.
        notices: what an instructor should know of that.
        renamed: by the ids of submissions that the roster calls otherwise, their ids without a roster.
    """

    entries: Mapping[str, Entry]
    claims: tuple[Claim, ...]
    notices: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, entries: Sequence[Entry], notices: Sequence[str], course: Course, counting: Counting | None
    ) -> Self:
        """Whose the submissions are.

        Args:
            entries: all that were found.
            notices: what is known of them already.
            course: who is enrolled.
            counting: which of a learner's submissions counts; None where each is somebody's own.

        Raises:
            Unusable: an override names a learner of whom nothing came, and there is no roster.
        """
        renamed: dict[str, str] = {}
        matches: list[str] = []
        if course.roster is not None:
            learners, matches = matched(entries, course.roster)
            ids = unique_ids(entries, learners)
            renamed = {new: old for old, new in ids.items() if new != old}
            entries = [
                replace(entry, student=ids[entry.student], learner=learners[entry.student])
                for entry in entries
            ]
        claims, numbers, counts = claims_of(entries, course, counting)
        if course.roster is None:
            require_known(course.overrides, {claim.student for claim in claims})
        numbered = {
            entry.student: replace(entry, attempt=numbers[entry.student])
            for entry in sorted(entries, key=lambda entry: entry.student)
        }
        return cls(numbered, tuple(claims), (*notices, *matches, *counts), renamed)

    @property
    def ids(self) -> set[str]:
        """Ids of all learners and of all submissions."""
        return {claim.student for claim in self.claims} | self.entries.keys()

    def chosen(self, student: str | None) -> list[Entry]:
        """The submissions that may count for a learner, or for anyone.

        Raises:
            UnusableSubmissions: there is no such learner.
        """
        claims = [claim for claim in self.claims if student in (None, claim.student)]
        if not claims:
            known = ", ".join(shown(claim.student) for claim in self.claims[:5])
            more = ", ..." if len(self.claims) > 5 else ""
            raise UnusableSubmissions(
                f"No submission is called {student!r}. Give --student one of: {known}{more}"
            )
        claimed = {submission for claim in claims for submission in claim.submissions}
        return [entry for entry in self.entries.values() if entry.student in claimed]
