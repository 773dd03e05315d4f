"""What a hidden test calls: it looks like the learner's modules; every call crosses into a locked worker."""

import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from grading import locks
from grading.custody import Worker
from grading.failures import Crashed, KitFault, LearnerFailure, Missing, Raised, TimedOut
from grading.protocol import Closed, ProtocolError

WALL_PER_CPU = 3
SUBMISSION_CPU_S = 180.0
SUBMISSION_WALL_S = 300.0
TIMEOUTS_BEFORE_REST = 2


@dataclass(frozen=True)
class StandIn:
    """Right answers of a function that other functions may lean on.

    Attributes:
        parameters: names of the function's parameters, in order.
        defaults: values of the last parameters where a call leaves them out.
        answers: by the arguments in order; None stands for a ValueError.
    """

    parameters: tuple[str, ...]
    defaults: tuple[Any, ...]
    answers: Mapping[tuple[Any, ...], Any]


@dataclass(frozen=True)
class Observed:
    """One call, looked at from outside.

    Attributes:
        value: what came back.
        arguments: the positional arguments as they are after the call.
    """

    value: Any
    arguments: tuple[Any, ...]


class _OutOfTime(Exception):
    """Carries the sentence that says which limit was reached."""


class Stopwatch:
    """Time limits of one submission's learner code.

    Args:
        test_cpu_s: CPU seconds for one hidden test; the wall limit is three times that.
    """

    def __init__(self, test_cpu_s: float) -> None:
        self._test_cpu_s = test_cpu_s
        self._cpu_s = self._wall_s = 0.0
        self._test_began = (0.0, 0.0)

    def begin_test(self) -> None:
        """Give a full measure of time to the test that begins."""
        self._test_began = (self._cpu_s, self._wall_s)

    @contextmanager
    def running(self, worker: Worker) -> Iterator[Callable[[], float]]:
        """Count what a worker uses meanwhile; gives the patience of the channel's waits."""
        cpu_before, wall_before = worker.cpu_s() or 0.0, time.monotonic()
        cpu_start, wall_start = self._cpu_s, self._wall_s

        def patience() -> float:
            cpu = worker.cpu_s()
            if cpu is not None:
                self._cpu_s = cpu_start + cpu - cpu_before
            self._wall_s = wall_start + time.monotonic() - wall_before
            return self._wait()

        try:
            yield patience
        finally:
            # What is over by now is noticed at the next call.
            with suppress(_OutOfTime):
                patience()

    def _wait(self) -> float:
        cpu_before, wall_before = self._test_began
        left = {
            f"{self._test_cpu_s:g} seconds of computing for one test": self._test_cpu_s
            - (self._cpu_s - cpu_before),
            f"{self._test_cpu_s * WALL_PER_CPU:g} seconds for one test": (
                self._test_cpu_s * WALL_PER_CPU - (self._wall_s - wall_before)
            ),
            f"{SUBMISSION_CPU_S:g} seconds of computing for all tests": SUBMISSION_CPU_S - self._cpu_s,
            f"{SUBMISSION_WALL_S:g} seconds for all tests": SUBMISSION_WALL_S - self._wall_s,
        }
        limit = min(left, key=lambda name: left[name])
        if left[limit] <= 0:
            raise _OutOfTime(limit)
        return max(left[limit] / 2, 0.02)


class Learner:
    """The submission under judgement: `learner.pooling.max_pool(images, 2)` runs in its worker.

    Args:
        files: sources by name, as in a submission.
        control: control socket of the server that forks the workers.
        seed: for the worker's own random numbers; apart from the hidden seed.
        test_cpu_s: CPU seconds for one hidden test.
        unsafe: whether missing locks are waived.

    Attributes:
        locks: the locks that held in every worker so far, None before the first.
        function: the function that was called last, "" before the first.
    """

    def __init__(
        self, files: Mapping[str, bytes], control: socket.socket, seed: int, test_cpu_s: float, unsafe: bool
    ) -> None:
        self._files = dict(files)
        self._control = control
        self._seed = seed
        self._unsafe = unsafe
        self._stopwatch = Stopwatch(test_cpu_s)
        self._workers: dict[str, Worker] = {}
        self._broken: dict[str, LearnerFailure] = {}
        self._timeouts: dict[tuple[str, bool], int] = {}
        self._stand_ins: Mapping[str, StandIn] = {}
        self.locks: tuple[str, ...] | None = None
        self.function = ""

    def __getattr__(self, module: str) -> "Module":
        return Module(self, module)

    def begin_test(self) -> None:
        """Start the clock of one hidden test."""
        self.function = ""
        self._stopwatch.begin_test()

    @contextmanager
    def standing_in(self, stand_ins: Mapping[str, StandIn]) -> Iterator[None]:
        """Have right answers stand in for some of the learner's functions meanwhile, with the clock anew."""
        self.end()
        self._stand_ins = stand_ins
        self._stopwatch.begin_test()
        try:
            yield
        finally:
            self.end()
            self._stand_ins = {}

    def end(self) -> None:
        """End every worker."""
        for module in list(self._workers):
            self._workers.pop(module).end()

    def call(
        self, module: str, function: str, arguments: tuple[Any, ...], keywords: dict[str, Any]
    ) -> Observed:
        """Call a function of the learner's.

        Raises:
            LearnerFailure: it gave no value; the subclass says why.
            KitFault: the kit failed, not the learner.
        """
        self.function = function
        worker = self._worker(module)
        question = {"function": function, "arguments": arguments, "keywords": keywords}
        answer = self._ask(module, function, worker, question)
        match answer:
            case {"reply": "returned", "value": value, "arguments": tuple(after)} if len(after) == len(
                arguments
            ):
                return Observed(value, after)
            case {"reply": "absent"}:
                raise Missing(f"{module}.py has no function {function}.")
            case {"reply": "too large"}:
                raise Crashed(f"{function} gave back far more data than any right answer has.")
        raise self._failure(module, function, answer)

    def _worker(self, module: str) -> Worker:
        if module in self._broken:
            raise self._broken[module]
        if f"{module}.py" not in self._files:
            raise Missing(f"{module}.py is not in the submission.")
        if module not in self._workers:
            worker = self._workers[module] = Worker(self._control)
            self._note_locks(worker.locks)
            stand_ins = [
                {
                    "name": name,
                    "parameters": stand_in.parameters,
                    "defaults": stand_in.defaults,
                    "answers": list(stand_in.answers.items()),
                }
                for name, stand_in in self._stand_ins.items()
            ]
            question = {"module": module, "files": self._files, "seed": self._seed, "stand_ins": stand_ins}
            answer = self._ask(module, f"{module}.py", worker, question)
            if answer["reply"] != "loaded":
                self._broken[module] = self._failure(module, f"{module}.py", answer)
                self._workers.pop(module).end()
                raise self._broken[module]
        return self._workers[module]

    def _note_locks(self, held: tuple[str, ...]) -> None:
        missing = locks.missing(held)
        if missing and not self._unsafe:
            raise KitFault(f"a worker came up without these locks: {', '.join(missing)}")
        self.locks = held if self.locks is None else tuple(lock for lock in self.locks if lock in held)

    def _ask(self, module: str, what: str, worker: Worker, question: dict[str, Any]) -> dict[str, Any]:
        runs = (what, bool(self._stand_ins))
        if self._timeouts.get(runs, 0) >= TIMEOUTS_BEFORE_REST:
            raise TimedOut(
                f"{what} took too long in {TIMEOUTS_BEFORE_REST} tests before, so it was not run again."
            )
        try:
            with self._stopwatch.running(worker) as patience:
                return worker.ask(question, patience)
        except _OutOfTime as limit:
            self._workers.pop(module).end()
            # Where right answers stood in and it still did not end, nothing will change by trying again.
            self._timeouts[runs] = (
                TIMEOUTS_BEFORE_REST if self._stand_ins else self._timeouts.get(runs, 0) + 1
            )
            raise TimedOut(f"{what} was stopped: it took more than {limit}. Does a loop never end?") from None
        except ProtocolError:
            self._workers.pop(module).end()
            raise Crashed(f"While {what} ran, its process sent something that is no answer.") from None
        except Closed:
            raise Crashed(_cause_of_death(what, self._workers.pop(module).end())) from None

    def _failure(self, module: str, what: str, answer: dict[str, Any]) -> LearnerFailure:
        match answer:
            case {
                "reply": "raised",
                "type": str(name),
                "bases": list(bases),
                "text": str(text),
                "line": line,
            }:
                if "NotImplementedError" in bases and not what.endswith(".py"):
                    return Missing(f"{what} is not written yet.")
                said = f"{name}: {text}" if text else name
                return Raised(f"{what} raised {said}{_place(line)}", name, tuple(map(str, bases)))
        self._workers.pop(module).end()
        return Crashed(f"While {what} ran, its process sent something that is no answer.")


def _place(line: object) -> str:
    match line:
        case {"file": str(file), "number": int(number), "source": str(source)}:
            return f"\n  {file}, line {number}: {source}"
    return ""


def _cause_of_death(what: str, end: dict[str, Any]) -> str:
    code = end.get("ended")
    if isinstance(code, int) and code < 0:
        return f"While {what} ran, Python was killed by signal {-code} ({signal.strsignal(-code)})."
    return f"While {what} ran, Python ended (exit code {code}); a function should return, never leave Python."


class Module:
    """One of the learner's modules; its attributes are the functions that a test calls."""

    def __init__(self, learner: Learner, name: str) -> None:
        self._learner = learner
        self._name = name

    def __getattr__(self, function: str) -> "Function":
        return Function(self._learner, self._name, function)


class Function:
    """One of the learner's functions."""

    def __init__(self, learner: Learner, module: str, name: str) -> None:
        self._learner = learner
        self._module = module
        self._name = name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call it; gives the value that came back, as plain data."""
        return self.observe(*arguments, **keywords).value

    def observe(self, *arguments: Any, **keywords: Any) -> Observed:
        """Call it, and look at its arguments afterwards too."""
        return self._learner.call(self._module, self._name, arguments, keywords)
