"""Runs pytest in a second process, so that the score card is printed whatever a learner's code does there.

An endless loop, `os._exit` or a crash inside of C code ends that process. The check is then recorded as such,
and a new process goes on with the checks that remain.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.learner import describe_line
from helpers.run import Log, Run
from helpers.score_card import exercise_of

LOG_VARIABLE = "KIT_CHECKS_LOG"
_POLL_S = 0.05
_GRACE_S = 1.0  # in which a process that is over its limit writes down where it was


def stack_path(log: Path) -> Path:
    """Where the running process writes what it was doing when it hung or crashed."""
    return log.with_suffix(".stack")


def patience(check: str) -> int:
    """How many times the usual time limit a check may take, by its id."""
    exercise = exercise_of(check)
    return exercise.patience if exercise else 1


@dataclass
class Supervisor:
    """Runs the checks of one folder.

    Attributes:
        folder: where the exercises and their checks are.
        arguments: the command line of pytest.
        limit_s: seconds that one check may take, times its exercise's patience; 0 means no limit.
        maxfail: stop after so many checks that are not passed; 0 means never.
        interrupted: whether Ctrl-C was pressed.
    """

    folder: Path
    arguments: Sequence[str]
    limit_s: float
    maxfail: int
    interrupted: bool = False

    def run(self) -> tuple[int, Run]:
        """Run pytest as often as it takes.

        Returns:
            The exit code (0: all is passed, 1: something is not, else pytest's own), and what happened.
        """
        with tempfile.TemporaryDirectory() as scratch:
            log = Log(Path(scratch) / "events.jsonl")
            while True:
                code = self._run_once(log)
                run = log.read()
                if run.finished or run.current is None or self.interrupted:
                    break
                outcome = self._explain_end(log, run)
                log.write(ended=run.current, **outcome)
                run = log.read()
                print(f"\n\n{outcome['message'].splitlines()[0]}", flush=True)
                if not run.remaining or self._failures_left(run) == 0:
                    break
                print(f"Going on without {run.function or 'this check'}.\n", flush=True)
        return self._exit_code(code, run), run

    def _run_once(self, log: Log) -> int:
        left = self._failures_left(log.read())
        command = [
            sys.executable,
            "-P",
            "-m",
            "pytest",
            *self.arguments,
            *([f"--maxfail={left}"] if left else []),
        ]
        child = subprocess.Popen(command, env={**os.environ, LOG_VARIABLE: str(log.path)})
        stage, since = None, time.monotonic()
        while True:
            try:
                return child.wait(timeout=_POLL_S)
            except subprocess.TimeoutExpired:
                run = log.read()
                # A thread of the learner's can keep a process from ending.
                now = run.current or ("the end" if run.finished else None)
                if now != stage or run.untimed:
                    stage, since = now, time.monotonic()
                elif stage and self.limit_s and time.monotonic() - since > self._limit_s(run) + _GRACE_S:
                    child.kill()
            except KeyboardInterrupt:
                if self.interrupted:
                    child.kill()
                # The first Ctrl-C reached the child as well, and pytest ends in its own way.
                self.interrupted = not log.read().untimed

    def _limit_s(self, run: Run) -> float:
        return self.limit_s * (patience(run.current) if run.current else 1)

    def _explain_end(self, log: Log, run: Run) -> dict[str, str]:
        """Say how the process ended in the midst of a check."""
        stack = stack_path(log.path).read_text(encoding="utf-8", errors="replace")
        slow = stack.startswith("Timeout")
        called = run.function or "the check"
        what = f"took longer than {self._limit_s(run):g} s and was stopped" if slow else "ended Python itself"
        advice = (
            "Likely cause: a loop or a recursion that never ends, or far more work than needed."
            if slow
            else "Likely cause: `os._exit`, endless recursion or a crash in a library."
        )
        message = "\n".join(filter(None, [f"{called} {what}", self._learner_line(stack), advice]))
        return {"status": "slow" if slow else "died", "message": message}

    def _learner_line(self, stack: str) -> str:
        """Quote the learner's own line from a stack that `faulthandler` wrote."""
        for filename, line in re.findall(r'File "(.+)", line (\d+)', stack):
            path = Path(filename)
            if path.is_relative_to(self.folder) and not path.name.startswith("test_"):
                return describe_line(filename, int(line))
        return ""

    def _failures_left(self, run: Run) -> int | None:
        """How many failures `-x` or `--maxfail` still allows; None means any number."""
        if not self.maxfail:
            return None
        return max(0, self.maxfail - sum(outcome.status != "passed" for outcome in run.outcomes.values()))

    def _exit_code(self, code: int, run: Run) -> int:
        if self.interrupted:
            return int(pytest.ExitCode.INTERRUPTED)
        if code > 1 and (run.finished or not run.ideas):
            return code  # pytest's own trouble, or nothing to run
        return 0 if run.passed and run.ideas else 1
