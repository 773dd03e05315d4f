"""The pytest plugin of the visible checks, loaded by `exercises/pytest.ini`.

In the first process it only starts the supervisor. In the process that the supervisor starts, it runs the
checks in the lesson's order, turns a learner's failures into messages and writes down how each check ended.
"""

import argparse
import faulthandler
import os
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TextIO

import pytest

from helpers.cases import Case, Evidence
from helpers.exercises import EXERCISES
from helpers.hints import LAYERS
from helpers.keras_import import import_keras
from helpers.learner import CheckFailedError, LearnerFiles, UnwrittenError
from helpers.run import Log
from helpers.score_card import exercise_of, render
from helpers.source import count_checks
from helpers.supervisor import LOG_VARIABLE, Supervisor, patience, stack_path

_INFORMATION_ONLY = ("help", "version", "collectonly", "showfixtures", "show_fixtures_per_test", "markers")
CASE = pytest.StashKey[Case]()
_LOG = pytest.StashKey[Log]()
_STACK = pytest.StashKey[TextIO]()
_LIMIT_S = pytest.StashKey[float]()
_FILES = pytest.StashKey[LearnerFiles]()
_ABOUT_INPUT_SHAPE = """
Keras warns that `input_shape` should not be given to a layer. Nothing is wrong with your network: Keras only
likes a `keras.Input(shape=...)` in front of the layers better. Both are right here."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the time limit, which `exercises/pytest.ini` sets, and the number of hints."""
    parser.getgroup("exercises").addoption(
        "--hints",
        type=_number_of_hints,
        default=1,
        metavar="N",
        help="how many hints the score card gives for an idea that went wrong: 1, 2 or 3 (default: 1)",
    )
    parser.addini(
        "check_seconds", "seconds that one visible check may take; 0 or absent: not supervised", default="0"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Run the checks under supervision and print the score card."""
    limit_s = float(config.getini("check_seconds"))
    if not limit_s or LOG_VARIABLE in os.environ or any(map(config.getoption, _INFORMATION_ONLY)):
        return None
    config.pluginmanager.getplugin("capturemanager").suspend_global_capture(in_=True)
    arguments = [str(argument) for argument in config.invocation_params.args]
    if config.getoption("usepdb"):
        limit_s = 0.0
    code, run = Supervisor(exercises_folder(config), arguments, limit_s, config.getoption("maxfail")).run()
    if run.ideas:
        card = render(run, exercises_folder(config), config.getoption("hints"))
        print(
            f"\n{card}".encode("ascii", "backslashreplace").decode(),
            flush=True,
        )
    return code


def pytest_configure(config: pytest.Config) -> None:
    """Make the exercises importable; open the log, and the file for a dying process's last words."""
    # The checks and a debugger import the learner's files by their names.
    sys.path.insert(0, str(exercises_folder(config)))
    config.stash[_FILES] = LearnerFiles(exercises_folder(config))
    path = os.environ.get(LOG_VARIABLE)
    if path is None:
        return
    log = config.stash[_LOG] = Log(Path(path))
    config.stash[_FILES].on_call = lambda function: log.write(called=function)
    config.stash[_FILES].halted = log.read().halted
    config.stash[_STACK] = stack_path(Path(path)).open("w", encoding="utf-8")
    config.stash[_LIMIT_S] = 0.0 if config.getoption("usepdb") else float(config.getini("check_seconds"))
    faulthandler.enable(config.stash[_STACK])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close what `pytest_configure` opened."""
    if _STACK in config.stash:
        faulthandler.disable()
        config.stash[_STACK].close()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    """Put the checks in the lesson's order; leave out those that an earlier process has run."""
    names = [exercise.name for exercise in EXERCISES]
    items.sort(key=lambda item: names.index(e.name) if (e := exercise_of(item.nodeid)) else len(names))
    yield
    if _LOG in config.stash:
        done = config.stash[_LOG].read().outcomes
        folder = exercises_folder(config)
        totals = {e.name: count_checks(folder / f"test_{e.file_name}") for e in EXERCISES}
        config.stash[_LOG].write(collected={item.nodeid: _idea(item) for item in items}, totals=totals)
        items[:] = [item for item in items if item.nodeid not in done]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Log that a check begins, and have the stack written down when it takes too long."""
    if _LOG not in item.config.stash:
        return (yield)
    item.config.stash[_LOG].write(started=item.nodeid)
    _start_clock(item)
    result = yield
    faulthandler.cancel_dump_traceback_later()
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Replace the traceback of a check by its message, and log how the check ended."""
    report = yield
    if call.excinfo and isinstance(call.excinfo.value, CheckFailedError):
        report.longrepr = str(call.excinfo.value)
        report.user_properties.append(("message", call.excinfo.value.message))
        report.user_properties.append(("cause", call.excinfo.value.cause))
        report.user_properties.append(("status", call.excinfo.value.status))
    if call.excinfo and isinstance(call.excinfo.value, UnwrittenError):
        report.user_properties.append(("function", call.excinfo.value.function))
    if _LOG in item.config.stash and (report.when == "call" or report.failed):
        outcome = {
            "status": report.outcome,
            "message": report.longreprtext,
            "output": report.capstdout,
            **dict(report.user_properties),
            **_evidence(item, call.excinfo.value if call.excinfo else None),
        }
        item.config.stash[_LOG].write(ended=item.nodeid, **outcome)
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Name the outcomes of checks; pytest leaves their messages to the score card."""
    status = dict(report.user_properties).get("status")
    if status == "unwritten":
        return "not written yet", "-", "NOT WRITTEN YET"
    if status == "failed":
        return "wrong", "F", "WRONG"
    return None


def pytest_enter_pdb(config: pytest.Config) -> None:
    """Lift the time limit while a learner looks around."""
    faulthandler.cancel_dump_traceback_later()
    if _LOG in config.stash:
        config.stash[_LOG].write(untimed=True)


def pytest_leave_pdb(config: pytest.Config) -> None:
    """Set the time limit anew."""
    if _LOG in config.stash:
        config.stash[_LOG].write(untimed=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Log that pytest came to its end."""
    if _LOG in session.config.stash:
        session.config.stash[_LOG].write(finished=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say that a warning of Keras's, which looks like a mistake, is none."""
    if config.stash[_FILES].input_shape_warned:
        terminalreporter.write_line(_ABOUT_INPUT_SHAPE)


@pytest.fixture
def learner_files(request: pytest.FixtureRequest) -> LearnerFiles:
    """The learner's files, in the folder of the checks."""
    files = request.config.stash[_FILES]
    files.bring_keras = lambda: _bring_keras(request.node)
    return files


def exercises_folder(config: pytest.Config) -> Path:
    """Where the exercises are: beside their own `pytest.ini`, or in `exercises/` of a release."""
    settings = config.inipath
    if settings is not None and settings.name == "pytest.ini":
        return settings.parent
    return (settings.parent if settings is not None else config.rootpath) / "exercises"


def _number_of_hints(text: str) -> int:
    if text not in map(str, range(1, len(LAYERS) + 1)):
        raise argparse.ArgumentTypeError(f"1, 2 or 3 can be asked for, and not {text!r}")
    return int(text)


def _evidence(item: pytest.Item, error: BaseException | None) -> dict[str, list[str]]:
    """What the check says about misconceptions: from its case's data, else what it made out itself."""
    case, files = item.stash.get(CASE, None), item.config.stash[_FILES]
    found = case.evidence(files.last, passed=error is None) if case else Evidence()
    made_out = error.beliefs if isinstance(error, CheckFailedError) else ()
    return {
        "candidates": [*found.exact, *made_out],
        "vague": list(found.vague),
        "refuted": list(found.refuted),
    }


def _bring_keras(item: pytest.Item) -> None:
    """Import Keras, which is not counted as time of the check that needs it first."""
    if "keras" in sys.modules:
        import_keras()
        return
    faulthandler.cancel_dump_traceback_later()
    log = item.config.stash.get(_LOG, None)
    if log:
        log.write(untimed=True)
    capture = item.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print("(TensorFlow is loading, this takes some seconds) ", end="", flush=True)
    try:
        import_keras()
    finally:
        if log:
            log.write(untimed=False)
            _start_clock(item)


def _start_clock(item: pytest.Item) -> None:
    """Have the stack written down when the check takes too long from now on."""
    if limit_s := item.config.stash[_LIMIT_S]:
        faulthandler.dump_traceback_later(limit_s * patience(item.nodeid), file=item.config.stash[_STACK])


def _idea(item: pytest.Item) -> str:
    """First line of a check's docstring."""
    text = getattr(getattr(item, "function", None), "__doc__", None) or item.name
    return text.strip().partition("\n")[0]
