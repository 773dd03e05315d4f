"""One entry of a class becomes one result, whatever it holds and whatever fails."""

import hashlib
import importlib.metadata
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from grading import locks
from grading.failures import KitFault
from grading.fleet import Fleet
from grading.results import AnswerResult, Result, RunFacts, TestResult
from grading.store import ResultStore
from grading.submissions import Entry, Submission, read_submission
from helpers.data import Name as DataName

KIT_VERSION = importlib.metadata.version("cnn-exercise-kit")


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
        data: the data set that hidden tests draw from.
    """

    jobs: int
    seed: int | None = None
    test_cpu_s: float = 20.0
    unsafe: bool = False
    fresh: bool = False
    student: str | None = None
    exercise: str | None = None
    data: DataName = "digits"


def basis_of(course: Path, settings: Settings, data: Path) -> str:
    """Digest of all that a result depends on, apart from the submission.

    Args:
        course: folder that holds `graders/` and `solutions/`.
        settings: how to grade.
        data: file of the data set.
    """
    files = sorted(
        path
        for folder in ("graders", "solutions")
        for path in (course / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    contents = [(str(path.relative_to(course)), _digest_of_file(path)) for path in files]
    said = [KIT_VERSION, contents, _digest_of_file(data), settings.test_cpu_s, settings.seed]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(submission: Submission, basis: str, only: str | None = None) -> str:
    """Digest of a submission and of all else that its result depends on.

    Args:
        submission: the submission.
        basis: what `basis_of` gave.
        only: the one exercise that the result holds; None where it holds them all.
    """
    return hashlib.sha256(f"{basis} {submission.digest} {only or ''}".encode()).hexdigest()


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
        self._max_scores: dict[str, float] = {}
        for test in tests:
            self._max_scores[test.exercise] = self._max_scores.get(test.exercise, 0) + test.max_points
        self._max_scores["answers"] = sum(description["answers"].values())

    def grade(self, entry: Entry) -> tuple[Submission, Result]:
        """Read a submission and have it judged; whatever happens, there is a result."""
        submission = read_submission(entry)
        facts: RunFacts = {
            "digest": digest_of(submission, self._basis),
            "submission_digest": submission.digest,
            "kit_version": KIT_VERSION,
        }
        if submission.problem is not None:
            status: Literal["ungraded", "invalid"] = "ungraded" if submission.out_of_reach else "invalid"
            result = Result.without_tests(
                entry.student, status, submission.problem, self._max_scores, **facts
            )
            return submission, result
        only = self._settings.exercise
        earlier = self._store.load(entry.student) if only is not None else None
        if only is not None and (earlier is None or earlier.digest != facts["digest"]):
            facts["digest"] = digest_of(submission, self._basis, only)
        facts["seed"] = secrets.randbits(31) if self._settings.seed is None else self._settings.seed
        request = {
            "files": dict(submission.files),
            "seed": facts["seed"],
            "exercises": list(self._max_scores) if only is None else [only],
            "test_cpu_s": self._settings.test_cpu_s,
            "unsafe": self._settings.unsafe,
        }
        try:
            verdict = self._fleet.judge(request)
        except KitFault as fault:
            problem = f"The kit failed, not the learner: {fault}. Grade again; nothing is counted."
            return submission, Result.without_tests(
                entry.student, "ungraded", problem, self._max_scores, **facts
            )
        # A submission without a file to run needs no worker; then the locks of the machine are what held.
        facts["locks"] = tuple(verdict["locks"]) or self._locks
        facts["unsafe"] = bool(locks.missing(facts["locks"]))
        facts["duration_s"] = verdict["duration_s"]
        # Where only one exercise is graded, what is known of the same files' others stays.
        tests = [TestResult(**test) for test in verdict["tests"]]
        answers = [AnswerResult(**answer) for answer in verdict["answers"]]
        if earlier is not None and earlier.submission_digest == submission.digest:
            tests = [*(test for test in earlier.tests if test.exercise != only), *tests]
            answers = answers if only == "answers" else list(earlier.answers)
        return submission, Result.from_tests(entry.student, tests, answers, **facts)
