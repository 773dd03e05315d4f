"""From what grading found of each submission to what counts for each learner, kept in RESULTS."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from grading.archives import shown
from grading.arrivals import Arrival
from grading.decisions import Decision, standing
from grading.policy.attempts import Claim
from grading.policy.course import Course
from grading.policy.finals import settled
from grading.policy.lateness import due_of, level_at
from grading.policy.worth import Worth
from grading.results import Result
from grading.roll import Roll
from grading.store import ResultStore

_MOST_NAMED = 12


@dataclass(frozen=True)
class Settled:
    """What counts for a learner.

    Attributes:
        result: the result.
        submission: id of the submission that it is of; None where nothing came.
    """

    result: Result
    submission: str | None


class Settlement:
    """Keeps what is found of submissions, and settles it for those for whom it may count.

    What is found of a submission that is the only one of its learner stands in that learner's result; of
    others it is kept apart, in `attempts/`. So nothing has to be graded again when a course's rules change.

    Args:
        course: the rules.
        worth: what can be won where.
        roll: who is graded by what.
        store: where results are kept.
        kit_version: version that says who is absent.
        decisions: what persons decided about results; overrides of the course go before them.
        now: the moment that decides what learners are shown; the present one where none is given.

    Attributes:
        notices: what an instructor should know of the class.
    """

    def __init__(
        self,
        course: Course,
        worth: Worth,
        roll: Roll,
        store: ResultStore,
        kit_version: str,
        decisions: Sequence[Decision] = (),
        now: datetime | None = None,
    ) -> None:
        self._course = course
        self._worth = worth
        self._roll = roll
        self._store = store
        self._kit_version = kit_version
        self._decisions: dict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            self._decisions[decision.student].append(decision)
        self._level = level_at(course, now or datetime.now(UTC))
        self._claims_on: dict[str, list[Claim]] = defaultdict(list)
        for claim in roll.claims:
            for submission in claim.submissions:
                self._claims_on[submission].append(claim)
        self._alone = {claim.student for claim in roll.claims if claim.submissions == (claim.student,)}
        self.notices: list[str] = []
        self._put_apart({claim.student for claim in roll.claims})

    def _put_apart(self, students: Collection[str]) -> None:
        """Put apart what earlier runs found of submissions that are no learner's only one now.

        What they found before the roster gave a submission another id counts as well.
        """
        for new, old in self._roll.renamed.items():
            earlier = self._store.found(old)
            if earlier is not None and self._store.found(new) is None:
                self._store.write_attempt(replace(earlier, student=new))
            if old not in self._roll.ids:
                self._store.forget(old)
        for submission in self._roll.entries.keys() - self._alone:
            self._store.set_apart(submission)
            if submission not in students:
                self._store.forget(submission)

    def keep(self, found: Result) -> None:
        """Keep what was found of a submission now, and settle whomever it may count for."""
        if found.student not in self._alone:
            self._store.write_attempt(found)
        for claim in self._claims_on[found.student]:
            self._settle(claim, found)

    def settle_all(self) -> list[Settled]:
        """Settle everyone, by the order of the ids; whoever was not graded yet is left out."""
        everyone = [one for claim in self._roll.claims if (one := self._settle(claim)) is not None]
        self.notices += _of_times(everyone, self._course)
        unread = [one.result.student for one in everyone if _is_unread_although_there_are_more(one.result)]
        if unread:
            self.notices.append(
                "The submission that counts can't be read, and there are earlier ones; --attempt best would "
                f"take the best of these: {_named(unread)}."
            )
        return everyone

    def _settle(self, claim: Claim, new: Result | None = None) -> Settled | None:
        if not claim.submissions:
            result = self._counted(self._absent(claim), claim.student, Arrival(), 1)
            self._store.write(result, self._level, self._course)
            return Settled(result, None)
        candidates = []
        for submission in claim.submissions:
            is_new = new is not None and new.student == submission
            found = new if is_new else self._store.found(submission)
            if found is not None:
                entry = self._roll.entries[submission]
                counted = self._counted(found, claim.student, entry.arrival, entry.attempt)
                candidates.append((submission, counted))
        if not candidates:
            return None
        # Of equals the first, which is the one that was handed in first.
        submission, best = max(candidates, key=lambda pair: _rank(pair[1]))
        self._store.write(best, self._level, self._course)
        if claim.student in self._alone:
            self._store.drop_attempt(claim.student)
        return Settled(best, submission)

    def _counted(self, found: Result, student: str, arrival: Arrival, attempt: int) -> Result:
        theirs = standing(self._decisions[student], replace(found, student=student))
        course = replace(self._course, overrides=(*theirs, *self._course.overrides))
        return settled(found, course, self._worth, student, arrival, attempt)

    def _absent(self, claim: Claim) -> Result:
        earlier = self._store.load(claim.student)
        if earlier is not None and earlier.status != "absent":
            self._store.set_apart(claim.student)
            self.notices.append(
                f"{shown(claim.student)} was graded earlier, but nothing of theirs is in SUBMISSIONS now, so "
                "they count as absent. What was found stays in attempts/, and counts again when it is there."
            )
        return Result.without_tests(
            claim.student,
            "absent",
            None,
            self._worth.exercises,
            digest="",
            kit_version=self._kit_version,
        )


def _is_unread_although_there_are_more(result: Result) -> bool:
    return result.status == "invalid" and result.attempt > 1


def _rank(result: Result) -> tuple[bool, float]:
    return result.final is not None, result.final or 0


def _of_times(everyone: Iterable[Settled], course: Course) -> list[str]:
    """Where nobody knows whether a submission came in time."""
    unknown, marked = [], []
    for one in everyone:
        result = one.result
        if one.submission is None or result.arrival.submitted_at is not None:
            continue
        if result.arrival.marked_late:
            marked.append(result.student)
        elif due_of(course, result.student) is not None:
            unknown.append(result.student)
    notices = []
    if unknown:
        notices.append(
            "Nobody says when these were handed in, so nothing is taken off for being late: "
            f"{_named(unknown)}."
        )
    if marked:
        notices.append(
            "The platform calls these late and nobody says by how much, so nothing is taken off: "
            f"{_named(marked)}."
        )
    return notices


def _named(students: Sequence[str]) -> str:
    more = f" and {len(students) - _MOST_NAMED} more" if len(students) > _MOST_NAMED else ""
    return ", ".join(map(shown, students[:_MOST_NAMED])) + more
