"""What makes pytest run hidden tests: their fixtures and markers, and how an outcome is read.

`graders/conftest.py` loads it. The judge's server runs it once a submission (`grading.judge`), and
`pytest graders/ --submission DIR` for one learner, with pytest's own output.
"""

import argparse
import secrets
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from textwrap import indent

import numpy as np
import pytest

from grading.consultation import Oracle
from grading.failures import LearnerFailure
from grading.fleet import Servers
from grading.intake import Entry, read_submission
from grading.learner import Learner, StandIn
from grading.misconceptions import Catalogue
from grading.observations import Observation
from grading.results import EXERCISE_NAMES, AnswerResult, TestResult
from grading.sitting import Sitting
from grading.stopwatch import MEASURES_OF_TRAINING
from helpers import data

SITTING = pytest.StashKey[Sitting]()
_SERVERS = pytest.StashKey[Servers]()
_DATASET = pytest.StashKey[data.Dataset]()
_NOTE = pytest.StashKey[str]()
_SEEN = pytest.StashKey[list[Observation]]()
CATALOGUE = pytest.StashKey[Catalogue]()
"""Where `graders/conftest.py` leaves the misconceptions that tests may name."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of `pytest graders/`."""
    group = parser.getgroup("hidden tests")
    group.addoption("--submission", type=Path, help="folder or zip of the one learner to judge")
    group.addoption("--seed", type=_seed, help="random seed of the hidden tests; without it a fresh one")
    group.addoption(
        "--test-cpu-s", type=float, default=20.0, help="CPU seconds of learner code for one hidden test"
    )
    group.addoption(
        "--data-file",
        type=Path,
        help="data set to draw from (default: the embedded digits); see helpers.data",
    )
    group.addoption("--unsafe-no-sandbox", action="store_true", help="go on where the machine lacks a lock")


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} was given, a whole number from 0 on is expected")
    return int(text)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers; read the data set once, before any judge is forked."""
    path: Path | None = config.getoption("data_file")
    try:
        config.stash[_DATASET] = data.read(data.locate("digits") if path is None else path)
    except data.DataError as error:
        raise pytest.UsageError(str(error)) from None
    config.addinivalue_line("markers", "points(n): what the test is worth")
    config.addinivalue_line(
        "markers",
        "trains: the test trains a network, and has three times the usual time",
    )
    config.addinivalue_line(
        "markers",
        "stand_in(function=StandIn(...)): right answers of a function that the learner's code may lean on; "
        "a test that is passed with them loses no points",
    )


def pytest_sessionstart(session: pytest.Session) -> None:
    """Where one submission is named, start what is needed to judge it."""
    path: Path | None = session.config.getoption("submission")
    if path is None:
        return
    submission = read_submission(Entry(path.stem, path))
    if submission.problem is not None:
        raise pytest.UsageError(f"{path}: {submission.problem}")
    seed = session.config.getoption("seed")
    servers = session.config.stash[_SERVERS] = Servers().__enter__()
    session.config.stash[SITTING] = Sitting(
        submission.files,
        secrets.randbits(31) if seed is None else seed,
        servers.doors,
        test_cpu_s=session.config.getoption("test_cpu_s"),
        unsafe=session.config.getoption("unsafe_no_sandbox"),
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say the verdict on the one submission."""
    if _SERVERS not in config.stash:
        return
    sitting = config.stash[SITTING]
    sitting.name_beliefs(config.stash.get(CATALOGUE, Catalogue()))
    sitting.read_answers()
    terminalreporter.section("verdict")
    for test in sitting.tests:
        for belief in test.beliefs.values():
            terminalreporter.line(f"{test.name} looks like the belief: {belief}")
    for exercise in EXERCISE_NAMES:
        judged: list[TestResult | AnswerResult] = [
            test for test in sitting.tests if test.exercise == exercise
        ]
        if exercise == "answers":
            judged += sitting.answers
        if judged:
            points, most = sum(one.points for one in judged), sum(one.max_points for one in judged)
            terminalreporter.line(f"{exercise}: {points:g} of {most:g} points")
    if sitting.unconfirmed:
        names = ", ".join(sitting.unconfirmed)
        terminalreporter.line(f"This machine may have held up: {names}. Run these once more.")
    for fault in sitting.faults:
        terminalreporter.line(f"The kit failed, not the learner: {fault}")
    terminalreporter.line(f"seed: {sitting.seed}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the workers and the servers."""
    if _SERVERS in config.stash:
        config.stash[SITTING].end()
        config.stash[_SERVERS].__exit__(None, None, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a hidden test that could not be counted."""
    seen: set[str] = set()
    for item in items:
        test = described(item)
        if test.name in seen:
            raise pytest.UsageError(f"two hidden tests are called {test.name}; the name must be unique")
        seen.add(test.name)
        # Another project's settings may hold where the submission lies there, and make errors of warnings.
        item.add_marker(pytest.mark.filterwarnings("default"))
    # All share the submission's time, so the bonus comes last.
    items.sort(key=lambda item: EXERCISE_NAMES.index(described(item).exercise))


def described(item: pytest.Item) -> TestResult:
    """The result of a hidden test, as if it had been passed.

    Raises:
        pytest.UsageError: the test lacks points or an idea, or its file is not named after an exercise.
    """
    exercise = item.path.stem.removeprefix("test_")
    marker = item.get_closest_marker("points")
    idea = (getattr(getattr(item, "obj", None), "__doc__", None) or "").strip().split("\n")[0]
    if exercise not in EXERCISE_NAMES or marker is None or not idea:
        raise pytest.UsageError(
            f"{item.nodeid}: a hidden test stands in test_<exercise>.py, has @pytest.mark.points(n), "
            "and a docstring whose first line is the idea that it tests"
        )
    points = marker.args[0]
    return TestResult(item.name.removeprefix("test_"), exercise, points, points, "passed", idea=idea)


def _sitting(config: pytest.Config) -> Sitting:
    try:
        return config.stash[SITTING]
    except KeyError:
        raise pytest.UsageError("say whom to judge: pytest graders/ --submission DIR") from None


@pytest.fixture(scope="session")
def learner(pytestconfig: pytest.Config) -> Learner:
    """The submission's modules: `learner.pooling.max_pool(images, 2)`."""
    return _sitting(pytestconfig).learner


@pytest.fixture
def is_faultless(pytestconfig: pytest.Config) -> Callable[[str], bool]:
    """Whether a function of the learner's has passed all tests so far.

    What is asked of those alone costs nobody twice for one mistake.
    """
    faulty = _sitting(pytestconfig).faulty
    return lambda function: function not in faulty


@pytest.fixture(scope="session")
def oracle(pytestconfig: pytest.Config) -> Oracle:
    """What Keras itself computes."""
    return _sitting(pytestconfig).oracle


@pytest.fixture(scope="session")
def dataset(pytestconfig: pytest.Config) -> data.Dataset:
    """The data set to draw from."""
    return pytestconfig.stash[_DATASET]


@pytest.fixture(scope="session")
def rng_of(pytestconfig: pytest.Config) -> Callable[[str], np.random.Generator]:
    """Random numbers for what several tests share: by the submission's seed and a name."""
    return _sitting(pytestconfig).rng


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Random numbers by the submission's seed and the test's name."""
    return _sitting(request.config).rng(request.node.name)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Start the test's clock."""
    trains = item.get_closest_marker("trains") is not None
    _sitting(item.config).learner.begin_test(MEASURES_OF_TRAINING if trains else 1)


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the workers of an exercise with its last test: their memory is the next one's."""
    if nextitem is None or described(nextitem).exercise != described(item).exercise:
        _sitting(item.config).learner.end()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Where the learner's code may lean on a function that lost points, try right answers in its place first.

    A test that is passed so is passed: nobody pays twice for one mistake. Otherwise it runs as it is.
    """
    marker = pyfuncitem.get_closest_marker("stand_in")
    faulty = (
        []
        if marker is None
        else [name for name in marker.kwargs if name in _sitting(pyfuncitem.config).faulty]
    )
    if marker is None or not faulty or not _passes_with(marker.kwargs, pyfuncitem):
        return None
    names = ", ".join(faulty)
    right = f"Right, with a right {names} in place of yours"
    is_sure = all(_sitting(pyfuncitem.config).faulty[name] for name in faulty)
    pyfuncitem.stash[_NOTE] = (
        f"{right}, which is not right yet. Only {names} loses points." if is_sure else f"{right}."
    )
    return True


def _passes_with(stand_ins: Mapping[str, StandIn], item: pytest.Function) -> bool:
    sitting = _sitting(item.config)
    arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
    if "rng" in arguments:
        arguments["rng"] = sitting.rng(item.name)
    try:
        with sitting.learner.standing_in(stand_ins):
            item.obj(**arguments)
    except LearnerFailure:
        # What is wrong with the function itself shows best while all that it leans on is right.
        item.stash[_SEEN], sitting.learner.seen = sitting.learner.seen, []
        return False
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Read the outcome; a learner's failure is told in its message alone, without a traceback."""
    report = yield
    error = call.excinfo.value if call.excinfo is not None else None
    if error is not None or call.when == "call":
        _sitting(item.config).record(
            described(item), error, item.stash.get(_NOTE, ""), item.stash.get(_SEEN, None)
        )
    if isinstance(error, LearnerFailure):
        report.longrepr = indent(_sitting(item.config).tests[-1].message, "    ")
    return report
