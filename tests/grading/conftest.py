"""What the tests of the hidden tests share."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from grading.course import course_root
from grading.fleet import Fleet
from grading.results import EXERCISE_NAMES


@dataclass(frozen=True)
class Verdict:
    """What became of a submission.

    Attributes:
        tests: every hidden test's result by its name.
        answers: the written answers' judgements.
    """

    tests: dict[str, dict[str, Any]]
    answers: list[dict[str, Any]]

    @property
    def lost(self) -> dict[str, str]:
        """Messages of the tests that were not passed, by name."""
        return {name: test["message"] for name, test in self.tests.items() if test["outcome"] != "passed"}

    def points(self) -> dict[str, float]:
        """Points by exercise, of those that were judged."""
        points: dict[str, float] = {}
        for test in self.tests.values():
            points[test["exercise"]] = points.get(test["exercise"], 0) + test["points"]
        if self.answers:
            points["answers"] = sum(answer["points"] for answer in self.answers)
        return points


@pytest.fixture(scope="session")
def judge(fleet: Fleet) -> Callable[..., Verdict]:
    """Judges files by the hidden tests; may be called from several threads."""

    def judged(
        files: Mapping[str, bytes],
        exercises: Sequence[str] = EXERCISE_NAMES,
        seed: int = 1,
        test_cpu_s: float = 20.0,
        without: Container[str] = (),
    ) -> Verdict:
        tests = [test["name"] for test in fleet.describe()["tests"]]
        request = {
            "files": dict(files),
            "seed": seed,
            "exercises": list(exercises),
            "test_cpu_s": test_cpu_s,
            "unsafe": False,
        }
        if without:
            request["only"] = [name for name in tests if name not in without]
        reply = fleet.judge(request)
        return Verdict({test["name"]: test for test in reply["tests"]}, reply["answers"])

    return judged


@pytest.fixture(scope="module")
def judge_ahead(judge: Callable[..., Verdict]) -> Iterator[Callable[..., Future[Verdict]]]:
    """Like `judge`, but returns at once: two submissions are judged at a time while tests wait for theirs."""
    with ThreadPoolExecutor(2) as pool:
        yield partial(pool.submit, judge)
        pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def selected(request: pytest.FixtureRequest) -> list[Any]:
    """Parameters of those of the module's tests that run this time, in their order."""
    callspecs = [
        getattr(item, "callspec", None) for item in request.session.items if item.path == request.path
    ]
    return [value for callspec in callspecs if callspec is not None for value in callspec.params.values()]


@pytest.fixture(scope="session")
def solutions() -> dict[str, bytes]:
    """A submission that is right in everything."""
    files = sorted((course_root() / "solutions").iterdir())
    return {path.name: path.read_bytes() for path in files if path.suffix in {".py", ".md"}}
