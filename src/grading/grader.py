"""One entry of a class becomes one result, whatever it holds and whatever fails."""

import hashlib
import importlib.metadata
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from grading import locks
from grading.failures import KitFault
from grading.fleet import Fleet
from grading.intake import Entry, Submission, Times, read_submission
from grading.policy.attempts import Counting
from grading.results import AnswerResult, Result, RunFacts, TestResult
from grading.store import ResultStore
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
        assignment: which of nbgrader's assignments to grade; "" where there is only one.
        times: when learners handed in, where a table says so.
        attempt: which of a learner's submissions counts; None where each is somebody's own.
    """

    jobs: int
    seed: int | None = None
    test_cpu_s: float = 20.0
    unsafe: bool = False
    fresh: bool = False
    student: str | None = None
    exercise: str | None = None
    data: DataName = "digits"
    assignment: str = ""
    times: Times | None = None
    attempt: Counting | None = None


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


@dataclass(frozen=True)
class Attempt:
    """A submission on its way to a result: where nobody can be blamed for a failure, it is tried once more.

    Attributes:
        entry: where it is.
        kit_failed: whether the kit failed once already; the next time, that is the result.
        seed: random seed of its hidden tests, None where none ran.
        submission_digest: stands for what they ran on, "" where none ran.
        verdict: what the judge said at first, where tests of it are to be confirmed; None elsewhere.
    """

    entry: Entry
    kit_failed: bool = False
    seed: int | None = None
    submission_digest: str = ""
    verdict: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Graded:
    """A submission, and the result of it that counts."""

    submission: Submission
    result: Result


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

    def grade(self, attempt: Attempt) -> Attempt | Graded:
        """Read a submission and have it judged; whatever happens, there is a result in the end.

        At first, tests that the machine may have failed are left open, and so is everything where the kit
        failed. What comes back then is to be graded once more, when the machine has less to do; of the tests
        only the open ones then run, and what they show counts.

        Args:
            attempt: what is known so far; of a new one nothing but the entry.

        Returns:
            The result, or the attempt to go on with: at most once because of the kit, once because of tests.
        """
        submission = read_submission(attempt.entry)
        if attempt.submission_digest not in ("", submission.digest):
            attempt = Attempt(attempt.entry, attempt.kit_failed)  # Other files were handed in meanwhile.
        student, only, seed = attempt.entry.student, self._settings.exercise, attempt.seed
        earlier = self._store.found(student) if only is not None else None
        facts: RunFacts = {
            "digest": digest_of(submission, self._basis),
            "submission_digest": submission.digest,
            "kit_version": KIT_VERSION,
            "arrival": attempt.entry.arrival,
            "attempt": attempt.entry.attempt,
        }
        if submission.problem is not None:
            status: Literal["ungraded", "invalid"] = "ungraded" if submission.out_of_reach else "invalid"
            result = Result.without_tests(student, status, submission.problem, self._max_scores, **facts)
            return Graded(submission, result)
        if only is not None and (earlier is None or earlier.digest != facts["digest"]):
            facts["digest"] = digest_of(submission, self._basis, only)
        if seed is None:
            seed = secrets.randbits(31) if self._settings.seed is None else self._settings.seed
        facts["seed"] = seed
        try:
            verdict = self._fleet.judge(self._request(submission, seed, attempt.verdict))
        except KitFault as fault:
            if not attempt.kit_failed:
                return replace(attempt, kit_failed=True)
            problem = f"The kit failed, not the learner: {fault}. Grade again; nothing is counted."
            result = Result.without_tests(student, "ungraded", problem, self._max_scores, **facts)
            return Graded(submission, result)
        if verdict["unconfirmed"]:
            return Attempt(attempt.entry, attempt.kit_failed, seed, submission.digest, verdict)
        if attempt.verdict is not None:
            verdict = confirmed(attempt.verdict, verdict)
            facts["retried"] = tuple(attempt.verdict["unconfirmed"])
        # A submission without a file to run needs no worker; then the locks of the machine are what held.
        facts["locks"] = tuple(verdict["locks"]) or self._locks
        facts["unsafe"] = bool(locks.missing(facts["locks"]))
        facts["duration_s"] = verdict["duration_s"]
        # Where only one exercise is graded, what is known of the same files' others stays.
        tests = [TestResult(**test) for test in verdict["tests"]]
        answers = [AnswerResult(**answer) for answer in verdict["answers"]]
        if earlier is not None and earlier.submission_digest == submission.digest:
            kept = {test.name: test for test in earlier.tests if test.exercise != only}
            tests = [*kept.values(), *tests]
            facts["retried"] = (*filter(kept.get, earlier.retried), *facts.get("retried", ()))
            answers = answers if only == "answers" else list(earlier.answers)
        return Graded(submission, Result.from_tests(student, tests, answers, **facts))

    def _request(self, submission: Submission, seed: int, first: Mapping[str, Any] | None) -> dict[str, Any]:
        only = self._settings.exercise
        request = {
            "files": dict(submission.files),
            "seed": seed,
            "exercises": list(self._max_scores) if only is None else [only],
            "test_cpu_s": self._settings.test_cpu_s,
            "unsafe": self._settings.unsafe,
        }
        if first is not None:
            request |= {"only": first["unconfirmed"], "found_faulty": first["faulty"]}
        return request


def confirmed(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """The verdict of a first try, with what the second found of the tests that it left open."""
    found = {test["name"]: test for test in second["tests"]}
    return {
        "tests": [found.get(test["name"], test) for test in first["tests"]],
        "answers": first["answers"],
        "locks": [lock for lock in first["locks"] if lock in second["locks"]],
        "duration_s": round(first["duration_s"] + second["duration_s"], 3),
    }
