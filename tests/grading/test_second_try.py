"""What a machine did to a worker is tried once more after the class, and only then counts."""

import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grading import batch
from grading.batch import Report, grade_class
from grading.course import course_root
from grading.fleet import Fleet
from grading.grader import Settings
from grading.progress import what_happened
from grading.results import Result, TestResult
from helpers.data import locate

# The judge stands outside of all locks, so a hidden test can do to a worker what a machine might.
HIDDEN_TESTS = '''
import os
from pathlib import Path

import pytest
from grading.checking import check
from grading.learner import StandIn

SIGNAL = Path(__file__).with_name("signal")
TRIES = Path(__file__).with_name("tries")

def note(name):
    with TRIES.open("a") as file:
        print(name, file=file)

def hit(learner):
    if SIGNAL.exists() and b"# to be hit" in learner._files["pooling.py"]:
        number = int(SIGNAL.read_text())
        SIGNAL.unlink()
        os.kill(learner._workers["pooling"].pid, number)

@pytest.mark.points(3)
def test_double(learner, rng):
    """Twice the number comes back."""
    note("double")
    number = int(rng.integers(1, 1000))
    note(f"drawn:{number}")
    check(learner.pooling.double(number), close_to=2 * number)
    hit(learner)
    check(learner.pooling.double(7), close_to=14)

@pytest.mark.points(2)
def test_double_negative(learner):
    """Twice a negative number comes back."""
    note("double_negative")
    check(learner.pooling.double(-4), close_to=-8)

@pytest.mark.points(1)
def test_double_zero(learner):
    """Twice nothing is nothing."""
    note("double_zero")
    check(learner.pooling.double(0), close_to=0)

@pytest.mark.points(4)
@pytest.mark.stand_in(double=StandIn(("x",), (), {(7,): 14}))
def test_triple(learner):
    """The double and the number itself come back."""
    note("triple")
    check(learner.pooling.triple(7), close_to=21)
'''
TRIPLE = "def triple(x): return double(x) + x\n"
RIGHT = "def double(x): return 2 * x\n" + TRIPLE
SLEEPY = "import time\ndef double(x): time.sleep(1000)\n" + TRIPLE
HELD_UP = "Our machine may have held up some of the tests"
SETTINGS = Settings(jobs=1, exercise="pooling")
# By the clock, three seconds for a test: only where that is to be reached.
HASTY = replace(SETTINGS, test_cpu_s=1.0)


class Class:
    """Submissions to a course with hidden tests of its own; it listens to their grading."""

    def __init__(self, folder: Path, graders: Path, fleet: Fleet) -> None:
        self.fleet = fleet
        self.notices: list[str] = []
        self.graded_students: list[str] = []
        self._folder = folder
        self._signal, self._tries = graders / "signal", graders / "tries"
        for left_over in (self._signal, self._tries):
            left_over.unlink(missing_ok=True)

    def add(self, student: str, source: str = RIGHT) -> None:
        folder = self._folder / "class" / student
        folder.mkdir(parents=True)
        (folder / "pooling.py").write_text(source)

    def send(self, number: signal.Signals) -> None:
        """Have a signal sent to the worker of the next submission that is to be hit."""
        self._signal.write_text(str(int(number)))

    def grade(self, settings: Settings = SETTINGS) -> Report:
        return grade_class(
            self._folder / "class",
            self._folder / "results",
            settings,
            self,
            start=lambda *_: nullcontext(self.fleet),
        )

    @property
    def tries(self) -> list[str]:
        """Names of the tests that ran, in their order."""
        return self._tries.read_text().split()

    @property
    def kept(self) -> list[str]:
        """Whose results are there."""
        return sorted(path.stem for path in (self._folder / "results" / "results").iterdir())

    def page(self, student: str) -> str:
        """What the learner is shown."""
        return (self._folder / "results" / "feedback" / f"{student}.html").read_text("utf-8")

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def begin(self, total: int, kept: int) -> None:
        pass

    def graded(self, result: Result) -> None:
        self.graded_students.append(result.student)


@pytest.fixture(scope="module")
def doubling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    left_out = shutil.ignore_patterns("test_*.py", "__pycache__")
    shutil.copytree(course_root() / "graders", folder / "graders", ignore=left_out)
    shutil.copytree(course_root() / "solutions", folder / "solutions", ignore=left_out)
    (folder / "graders" / "test_pooling.py").write_text(HIDDEN_TESTS)
    return folder


@pytest.fixture(scope="module")
def own_fleet(doubling: Path) -> Iterator[Fleet]:
    with Fleet(doubling, locate("digits")) as fleet:
        yield fleet


@pytest.fixture
def course(tmp_path: Path, doubling: Path, own_fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> Class:
    # The signal and the list of tries would make the hidden tests others than before.
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(batch, "course_root", lambda: empty)
    return Class(tmp_path, doubling / "graders", own_fleet)


def _by_name(result: Result) -> dict[str, TestResult]:
    return {test.name: test for test in result.tests}


@pytest.mark.parametrize(("number", "settings"), [(signal.SIGSTOP, HASTY), (signal.SIGKILL, SETTINGS)])
def test_what_the_machine_did_costs_nothing_and_the_result_says_so(
    course: Class, number: signal.Signals, settings: Settings
) -> None:
    course.add("ann", RIGHT + "# to be hit\n")
    course.add("ben")
    course.send(number)
    report = course.grade(settings)
    ann, ben = report.results
    assert (ann.score, ben.score, report.faults) == (10, 10, 0)
    assert (ann.retried, ben.retried) == (("double",), ())
    messages = {name: test.message for name, test in _by_name(ann).items()}
    assert "Right in the second try" in messages["double"]
    assert messages["double_negative"] == ""
    assert what_happened(ann) == "all passed, 1 tried twice"
    assert [HELD_UP in course.page(student) for student in ("ann", "ben")] == [True, False]
    assert course.graded_students == ["ben", "ann"], "who is tried once more does not keep others waiting"
    assert course.notices == ["Tried once more, since this machine may have held them up: 1."]
    assert course.tries.count("double") == 3
    assert course.tries.count("double_negative") == 2, "only what is in doubt is tried again"


def test_no_other_function_pays_for_the_doubt_or_is_told_of_a_mistake(course: Class) -> None:
    course.add("ann", RIGHT + "# to be hit\n")
    course.send(signal.SIGKILL)
    triple = _by_name(course.grade().results[0])["triple"]
    assert triple.points == 4
    assert "not right" not in triple.message


def test_who_sleeps_both_times_is_stopped_once_a_function_in_the_second(course: Class) -> None:
    course.add("ann", SLEEPY)
    course.add("ben")
    ann, ben = course.grade(HASTY).results
    tests = _by_name(ann)
    assert {name: test.outcome for name, test in tests.items()} == {
        "double": "timeout",
        "double_negative": "timeout",
        "double_zero": "timeout",
        "triple": "passed",
    }
    assert ann.retried == ("double", "double_negative", "double_zero")
    assert all("This was the second try" in tests[name].message for name in ann.retried)
    assert "3 seconds for one test" in tests["double"].message
    assert "in a test before, so it was not run again" in tests["double_negative"].message
    assert (ben.score, course.graded_students) == (10, ["ben", "ann"])


def test_a_wrong_answer_is_no_doubt_even_where_another_test_is_tried_again(course: Class) -> None:
    wrong = "def double(x): return 2 * x if x > 0 else 1\n" + TRIPLE
    course.add("ann", wrong + "# to be hit\n")
    course.send(signal.SIGKILL)
    ann = course.grade().results[0]
    assert {name: test.outcome for name, test in _by_name(ann).items()} == {
        "double": "passed",
        "double_negative": "failed",
        "double_zero": "failed",
        "triple": "passed",
    }
    assert ann.retried == ("double",)


@pytest.mark.parametrize(
    "source",
    ["import os\ndef double(x): os._exit(0)\n", "import os\ndef double(x): os.abort()\n"],
)
def test_a_death_of_its_own_counts_at_once(course: Class, source: str) -> None:
    course.add("ann", source + TRIPLE)
    ann = course.grade().results[0]
    assert _by_name(ann)["double"].outcome == "crashed"
    assert ann.retried == ()
    assert course.tries.count("double") == 1


def test_a_second_try_draws_the_same_numbers(course: Class) -> None:
    """Nobody gets a second draw."""
    course.add("ann", RIGHT + "# to be hit\n")
    course.send(signal.SIGKILL)
    course.grade()
    first, second = [word for word in course.tries if word.startswith("drawn:")]
    assert first == second


def test_a_run_that_ends_before_the_second_try_leaves_no_result_of_it(
    course: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann", RIGHT + "# to be hit\n")
    course.add("ben")
    course.send(signal.SIGKILL)

    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(course, "notice", interrupt)
    with pytest.raises(KeyboardInterrupt):
        course.grade()
    assert course.kept == ["ben"]


def test_one_exercise_graded_anew_leaves_what_was_tried_twice_in_the_others(course: Class) -> None:
    course.add("ann", RIGHT + "# to be hit\n")
    course.send(signal.SIGKILL)
    assert course.grade(replace(SETTINGS, exercise=None)).results[0].retried == ("double",)
    assert course.grade(replace(SETTINGS, exercise="answers", fresh=True)).results[0].retried == ("double",)
    assert course.grade(replace(SETTINGS, fresh=True)).results[0].retried == ()


def test_files_that_changed_meanwhile_are_judged_anew(
    course: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann", RIGHT + "# to be hit\n")
    course.send(signal.SIGKILL)

    def hand_in(_: str) -> None:
        (tmp_path / "class" / "ann" / "pooling.py").write_text("def double(x): return 2 * x\n")

    monkeypatch.setattr(course, "notice", hand_in)
    ann = course.grade().results[0]
    assert (ann.score, ann.retried) == (6, ())
    assert _by_name(ann)["triple"].outcome == "missing"


class Starved:
    """Takes the descriptors away with which the NumPy server could fork a worker."""

    def __init__(self, fleet: Fleet) -> None:
        self._pid = fleet._current._servers._processes[0].pid
        self._usual = resource.prlimit(self._pid, resource.RLIMIT_NOFILE)

    def begin(self) -> None:
        resource.prlimit(self._pid, resource.RLIMIT_NOFILE, (0, self._usual[1]))

    def end(self) -> None:
        resource.prlimit(self._pid, resource.RLIMIT_NOFILE, self._usual)


@pytest.fixture
def starved(own_fleet: Fleet) -> Iterator[Starved]:
    servers = Starved(own_fleet)
    yield servers
    with suppress(ProcessLookupError):
        servers.end()


def test_a_machine_that_can_start_no_worker_for_a_moment_costs_nothing(
    course: Class, starved: Starved, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann")
    _starve_between(course, starved, monkeypatch)
    told: list[str] = []

    def recover(text: str) -> None:
        told.append(text)
        starved.end()

    monkeypatch.setattr(course, "notice", recover)
    report = course.grade()
    assert [(result.status, result.score) for result in report.results] == [("graded", 10)]
    assert (report.faults, len(told)) == (0, 1)


def test_a_machine_that_never_can_leaves_it_ungraded(
    course: Class, starved: Starved, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann")
    _starve_between(course, starved, monkeypatch)
    report = course.grade()
    assert [(result.status, result.score) for result in report.results] == [("ungraded", None)]
    assert "no worker could be started" in str(report.results[0].problem)
    assert report.faults == 1
    assert len(course.notices) == 1


def _starve_between(course: Class, starved: Starved, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin after the judges have said what they would do, which needs a worker itself."""
    describe = course.fleet.describe

    def described() -> dict[str, Any]:
        description = describe()
        starved.begin()
        return description

    monkeypatch.setattr(course.fleet, "describe", described)
