"""A whole class: which submissions are new or changed, who judges them, and what is kept of it."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grading import locks
from grading.answers import answer_texts
from grading.archives import shown
from grading.course import course_root
from grading.decisions import Decisions
from grading.fleet import Fleet
from grading.grader import KIT_VERSION, Attempt, Graded, Grader, Settings, basis_of, digest_of
from grading.intake import Entry, find_entries, read_submission
from grading.policy.course import NO_COURSE, Course
from grading.policy.worth import read_worth
from grading.results import Result
from grading.roll import Roll
from grading.settlement import Settled, Settlement
from grading.store import ResultStore
from helpers import data
from helpers.answers import FILE_NAME

_IN_FLIGHT_PER_JOB = 2


@dataclass(frozen=True)
class Report:
    """What a run did.

    Attributes:
        results: what counts for every learner of whom that is known, in the order of the ids.
        graded: how many were graded now.
        kept: how many had an unchanged result already.
        faults: how many of those graded now got no verdict because the kit failed.
    """

    results: tuple[Result, ...]
    graded: int
    kept: int
    faults: int


class Audience(Protocol):
    """Who is told how a run goes on."""

    def notice(self, text: str) -> None:
        """Something that an instructor should know, such as an entry that is no submission."""

    def begin(self, total: int, kept: int) -> None:
        """So many will be graded, and so many are kept from an earlier run."""

    def graded(self, result: Result) -> None:
        """One more has its result."""


class LocksMissing(Exception):
    """The machine lacks locks that the promise of safe grading needs; the message names them."""


def require_linux() -> None:
    """Nothing else has the locks.

    Raises:
        LocksMissing: this is another system.
    """
    if sys.platform != "linux":
        raise LocksMissing(
            f"Grading needs the locks of a Linux kernel; this is {sys.platform}. Use a Linux machine or a "
            "container: docs/container.md."
        )


def grade_class(
    submissions: Path,
    results: Path,
    settings: Settings,
    audience: Audience,
    start: Callable[[Path, Path], AbstractContextManager[Fleet]] = Fleet,
    course: Course = NO_COURSE,
) -> Report:
    """Grade what is new or changed in a folder of submissions.

    Tests that a busy machine may have failed are judged once more after all others, and only then is there a
    result. So a submission whose code sleeps is waited for twice, each time for no longer than all tests of a
    submission may take (`stopwatch.SUBMISSION_WALL_S`). A single function of it is waited for three times,
    each no longer than one test may take by the clock.

    Args:
        submissions: the folder; it is only read.
        results: where results are kept; made where it is missing.
        settings: how.
        audience: told of everything as it happens.
        start: starts the servers for a course and a data set's file; called only where something has to be
            graded.
        course: who is enrolled, and what counts.

    Returns:
        What was done, and the latest results.

    Raises:
        Unusable: SUBMISSIONS can't be used or has no such learner, or an override names one of whom nothing
            came.
        UnusableResults: RESULTS can't be used.
        CourseMissing: the hidden tests are not where they should be.
        DataError: the data set is not there, or is none.
        LocksMissing: the machine lacks a lock, and `settings.unsafe` is off.
        KitFault: no judge could be started at all.
    """
    require_linux()
    root = course_root()
    found, notices = find_entries(submissions, settings.assignment, settings.times)
    roll = Roll.of(found, notices, course, settings.attempt)
    chosen = roll.chosen(settings.student)
    store = ResultStore.open(results, roll.ids, submissions)
    for notice in roll.notices:
        audience.notice(notice)
    data_file = data.locate(settings.data)
    data.read(data_file)  # what is wrong with it is best said before any server starts
    basis = basis_of(root, settings, data_file)
    decisions = Decisions.of_results(results).all()
    settlement = Settlement(course, read_worth(root / "graders"), roll, store, KIT_VERSION, decisions)
    pending = [entry for entry in chosen if not _is_kept(entry, basis, store, settings)]
    audience.begin(len(pending), len(chosen) - len(pending))
    faults = 0
    if pending:
        with ThreadPoolExecutor(min(settings.jobs, len(pending))) as pool, start(root, data_file) as fleet:
            faults = _grade(pending, pool, fleet, basis, store, settlement, settings, audience)
    settled = settlement.settle_all()
    for notice in settlement.notices:
        audience.notice(notice)
    latest = tuple(one.result for one in settled)
    texts = _texts_to_review(roll.entries, settled)
    store.write_class(latest, texts, (*roll.notices, *settlement.notices))
    return Report(latest, len(pending), len(chosen) - len(pending), faults)


def _texts_to_review(
    entries: Mapping[str, Entry], settled: Iterable[Settled]
) -> dict[str, Mapping[str, str]]:
    """The answers of whoever has one to review, read anew: results hold no text of a learner's.

    What was handed in since the result was found is left out, lest a reviewer judge another text.
    """
    texts: dict[str, Mapping[str, str]] = {}
    for one in settled:
        if one.submission is not None and one.result.needs_review:
            submission = read_submission(entries[one.submission])
            if submission.digest == one.result.submission_digest:
                texts[one.result.student] = answer_texts(submission.files.get(FILE_NAME, b""))
    return texts


def _is_kept(entry: Entry, basis: str, store: ResultStore, settings: Settings) -> bool:
    earlier = None if settings.fresh else store.found(entry.student)
    if earlier is None or earlier.status == "ungraded" or (earlier.unsafe and not settings.unsafe):
        return False
    submission = read_submission(entry)
    return earlier.digest in (
        digest_of(submission, basis),
        digest_of(submission, basis, only=settings.exercise),
    )


def _grade(
    pending: Sequence[Entry],
    pool: ThreadPoolExecutor,
    fleet: Fleet,
    basis: str,
    store: ResultStore,
    settlement: Settlement,
    settings: Settings,
    audience: Audience,
) -> int:
    """Grade, and count the faults of the kit."""
    faults = 0
    try:
        description = fleet.describe()
        _require_locks(tuple(description["locks"]), settings.unsafe, audience)
        grader = Grader(fleet, description, basis, settings, store)
        for graded in _results(pool, grader, pending, settings.jobs, audience):
            submission, result = graded.submission, graded.result
            earlier = store.found(result.student)
            unchanged = earlier is not None and earlier.submission_digest == result.submission_digest
            if earlier is not None and result.status == "graded" and settings.exercise and not unchanged:
                audience.notice(
                    f"{shown(result.student)}: the files have changed, so only {settings.exercise} has "
                    "points now. Grade without --exercise for the rest."
                )
            if unchanged and result.status == "ungraded":
                audience.notice(
                    f"{shown(result.student)}: {result.problem} The earlier result of the same files stays."
                )
            else:
                settlement.keep(result)
            faults += result.status == "ungraded"
            for notice in submission.notices:
                audience.notice(f"{shown(submission.student)}: {notice}")
            audience.graded(result)
    except BaseException:
        # The servers end next, which lets go whoever waits for a judge; nothing new may begin.
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    return faults


def _results(
    pool: ThreadPoolExecutor, grader: Grader, pending: Iterable[Entry], jobs: int, audience: Audience
) -> Iterator[Graded]:
    """The result of every submission; those that are tried once more come after the others."""
    waiting = [Attempt(entry) for entry in pending]
    while waiting:
        again = []
        for graded in _in_order_of_completion(pool, grader, waiting, jobs):
            if isinstance(graded, Graded):
                yield graded
            else:
                again.append(graded)
        if again:
            audience.notice(f"Tried once more, since this machine may have held them up: {len(again)}.")
        waiting = again


def _in_order_of_completion(
    pool: ThreadPoolExecutor, grader: Grader, waiting: Iterable[Attempt], jobs: int
) -> Iterator[Attempt | Graded]:
    rest = iter(waiting)
    running: set[Future[Attempt | Graded]] = set()
    while True:
        while len(running) < jobs * _IN_FLIGHT_PER_JOB and (attempt := next(rest, None)) is not None:
            running.add(pool.submit(grader.grade, attempt))
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()


def _require_locks(held: tuple[str, ...], unsafe: bool, audience: Audience) -> None:
    missing = "; ".join(locks.missing(held))
    if missing and not unsafe:
        raise LocksMissing(
            f"This machine lacks what keeps learner code locked in: {missing}. `kit doctor` says how "
            "to get it. Or pass --unsafe-no-sandbox if you trust every submission; results then say so."
        )
    if missing:
        audience.notice(
            f"LEARNER CODE RUNS WITHOUT THESE LOCKS: {missing}. It could forge its verdict or do harm."
        )
