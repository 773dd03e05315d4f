"""A whole class: which submissions are new or changed, who judges them, and what is kept of it."""

import hashlib
import importlib.metadata
import json
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from grading import locks
from grading.course import course_root
from grading.failures import KitFault
from grading.fleet import Fleet
from grading.results import Result, TestResult
from grading.store import ResultStore
from grading.submissions import Entry, Submission, UnusableSubmissions, find_entries, read_submission

KIT_VERSION = importlib.metadata.version("cnn-exercise-kit")
_IN_FLIGHT_PER_JOB = 2


@dataclass(frozen=True)
class Settings:
    """How a class is graded.

    Attributes:
        jobs: judges at once.
        seed: random seed of every submission's hidden tests; None gives each a fresh one.
        test_cpu_s: CPU seconds of learner code for one hidden test.
        unsafe: whether locks that the machine lacks are waived.
        fresh: whether earlier results are ignored.
        student: the only learner to grade; None for all.
        exercise: the only exercise to grade; None for all.
    """

    jobs: int
    seed: int | None = None
    test_cpu_s: float = 20.0
    unsafe: bool = False
    fresh: bool = False
    student: str | None = None
    exercise: str | None = None


@dataclass(frozen=True)
class Report:
    """What a run did.

    Attributes:
        results: the latest result of every submission that has one, in the order of the ids.
        graded: how many were graded now.
        kept: how many had an unchanged result already.
    """

    results: tuple[Result, ...]
    graded: int
    kept: int


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


def grade_class(
    submissions: Path,
    results: Path,
    settings: Settings,
    audience: Audience,
    start: Callable[[Path], AbstractContextManager[Fleet]] = Fleet,
) -> Report:
    """Grade what is new or changed in a folder of submissions.

    Args:
        submissions: the folder; it is only read.
        results: where results are kept; made where it is missing.
        settings: how.
        audience: told of everything as it happens.
        start: starts the servers for a course; called only where something has to be graded.

    Returns:
        What was done, and the latest results.

    Raises:
        UnusableSubmissions: SUBMISSIONS can't be used, or has no such learner.
        UnusableResults: RESULTS can't be used.
        CourseMissing: the hidden tests are not where they should be.
        LocksMissing: the machine lacks a lock, and `settings.unsafe` is off.
        KitFault: no judge could be started at all.
    """
    if sys.platform != "linux":
        raise LocksMissing(
            f"Grading needs the locks of a Linux kernel; this is {sys.platform}. Use a Linux machine."
        )
    course = course_root()
    entries, notices = find_entries(submissions)
    chosen = _chosen(entries, settings.student)
    store = ResultStore.open(results, [entry.student for entry in entries], submissions)
    for notice in notices:
        audience.notice(notice)
    basis = _basis(course, settings)
    pending = [entry for entry in chosen if settings.fresh or not _is_kept(entry, basis, store)]
    audience.begin(len(pending), len(chosen) - len(pending))
    if pending:
        with ThreadPoolExecutor(settings.jobs) as pool, start(course) as fleet:
            _grade(pending, pool, fleet, basis, store, settings, audience)
    latest = tuple(result for entry in entries if (result := store.load(entry.student)) is not None)
    store.write_grades(latest)
    return Report(latest, len(pending), len(chosen) - len(pending))


def _chosen(entries: Sequence[Entry], student: str | None) -> list[Entry]:
    chosen = [entry for entry in entries if student is None or entry.student == student]
    if not chosen:
        known = ", ".join(entry.student for entry in entries[:5])
        more = ", ..." if len(entries) > 5 else ""
        raise UnusableSubmissions(
            f"No submission is called {student!r}. Give --student one of: {known}{more}"
        )
    return chosen


def _basis(course: Path, settings: Settings) -> str:
    """Digest of all that a result depends on, apart from the submission."""
    files = sorted(
        path
        for folder in ("graders", "solutions")
        for path in (course / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    contents = [
        (str(path.relative_to(course)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files
    ]
    said = [KIT_VERSION, contents, settings.test_cpu_s, settings.seed, settings.exercise]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _digest(submission: Submission, basis: str) -> str:
    return hashlib.sha256(f"{basis} {submission.digest}".encode()).hexdigest()


def _is_kept(entry: Entry, basis: str, store: ResultStore) -> bool:
    earlier = store.load(entry.student)
    if earlier is None or earlier.status == "ungraded":
        return False
    return earlier.digest == _digest(read_submission(entry), basis)


def _grade(
    pending: Sequence[Entry],
    pool: ThreadPoolExecutor,
    fleet: Fleet,
    basis: str,
    store: ResultStore,
    settings: Settings,
    audience: Audience,
) -> None:
    try:
        description = fleet.describe()
        _require_locks(tuple(description["locks"]), settings.unsafe, audience)
        grader = Grader(fleet, description, basis, settings, store)
        for submission, result in _in_order_of_completion(pool, grader, pending, settings.jobs):
            store.write(result)
            for notice in submission.notices:
                audience.notice(f"{submission.student}: {notice}")
            audience.graded(result)
    except BaseException:
        # The servers end next, which lets go whoever waits for a judge; nothing new may begin.
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _in_order_of_completion(
    pool: ThreadPoolExecutor, grader: "Grader", pending: Sequence[Entry], jobs: int
) -> Iterator[tuple[Submission, Result]]:
    rest = iter(pending)
    running: set[Future[tuple[Submission, Result]]] = set()
    while True:
        while len(running) < jobs * _IN_FLIGHT_PER_JOB and (entry := next(rest, None)) is not None:
            running.add(pool.submit(grader.grade, entry))
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()


def _require_locks(held: tuple[str, ...], unsafe: bool, audience: Audience) -> None:
    missing = "; ".join(locks.missing(held))
    if missing and not unsafe:
        raise LocksMissing(
            f"This machine lacks what keeps learner code locked in: {missing}. Grade on a Linux that has it, "
            "or pass --unsafe-no-sandbox if you trust every submission; results then say so."
        )
    if missing:
        audience.notice(
            f"LEARNER CODE RUNS WITHOUT THESE LOCKS: {missing}. It could forge its verdict or do harm."
        )


class Grader:
    """Turns entries into results.

    Args:
        fleet: running servers.
        description: what `Fleet.describe` said.
        basis: digest of all that a result depends on, apart from the submission.
        settings: how to grade.
        store: holds what earlier runs found.
    """

    def __init__(
        self, fleet: Fleet, description: dict[str, Any], basis: str, settings: Settings, store: ResultStore
    ) -> None:
        tests = [TestResult(**test) for test in description["tests"]]
        self._locks = tuple(description["locks"])
        self._fleet = fleet
        self._store = store
        self._basis = basis
        self._settings = settings
        self._exercises = sorted(
            {test.exercise for test in tests if settings.exercise in (None, test.exercise)}
        )
        self._max_scores = {
            name: sum(test.max_points for test in tests if test.exercise == name) for name in self._exercises
        }

    def grade(self, entry: Entry) -> tuple[Submission, Result]:
        """Read a submission and have it judged; whatever happens, there is a result."""
        submission = read_submission(entry)
        digest = _digest(submission, self._basis)
        if submission.problem is not None:
            return submission, Result.without_tests(
                entry.student,
                "invalid",
                submission.problem,
                self._max_scores,
                digest=digest,
                kit_version=KIT_VERSION,
            )
        seed = secrets.randbits(31) if self._settings.seed is None else self._settings.seed
        request = {
            "files": dict(submission.files),
            "seed": seed,
            "exercises": self._exercises,
            "test_cpu_s": self._settings.test_cpu_s,
            "unsafe": self._settings.unsafe,
        }
        try:
            verdict = self._fleet.judge(request)
        except KitFault as fault:
            return submission, Result.without_tests(
                entry.student,
                "ungraded",
                f"The kit failed, not the learner: {fault}. Grade again; nothing is counted.",
                self._max_scores,
                digest=digest,
                kit_version=KIT_VERSION,
                seed=seed,
            )
        # A submission without a file to run needs no worker; then the locks of the machine are what held.
        held = tuple(verdict["locks"]) or self._locks
        return submission, Result.from_tests(
            entry.student,
            [*self._other_exercises(entry.student), *(TestResult(**test) for test in verdict["tests"])],
            digest=digest,
            kit_version=KIT_VERSION,
            seed=seed,
            duration_s=verdict["duration_s"],
            locks=held,
            unsafe=bool(locks.missing(held)),
        )

    def _other_exercises(self, student: str) -> list[TestResult]:
        """Where only one exercise is graded, what an earlier run found in the others stays."""
        only = self._settings.exercise
        earlier = self._store.load(student) if only is not None else None
        return [test for test in earlier.tests if test.exercise != only] if earlier is not None else []
