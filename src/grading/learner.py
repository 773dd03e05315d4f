"""What a hidden test calls: it looks like the learner's modules; every call crosses into a locked worker."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from grading import locks
from grading.custody import Worker
from grading.failures import (
    CheckFailed,
    Crashed,
    KitFault,
    LearnerFailure,
    Missing,
    Raised,
    TimedOut,
    death,
)
from grading.kept import Array, Kept
from grading.observations import Observation, Question, Refused, Returned
from grading.protocol import Closed, Handle, ProtocolError
from grading.server import Doors
from grading.stopwatch import OutOfTime, Stopwatch

_MAX_NAME, _MAX_TEXT, _MAX_LINE = 60, 300, 160


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
        arguments: the positional arguments as they are after the call; empty where nobody asked.
    """

    value: Any
    arguments: tuple[Any, ...]


class Learner:
    """The submission under judgement: `learner.pooling.max_pool(images, 2)` runs in its worker.

    Args:
        files: sources by name, as in a submission.
        doors: ways to the servers that fork the workers.
        seed: for the worker's own random numbers; apart from the hidden seed.
        test_cpu_s: CPU seconds for one hidden test.
        unsafe: whether missing locks are waived.
        most_timeouts: after so many, a function is not run again.

    Attributes:
        locks: the locks that held in every worker so far, None before the first.
        function: the function that was called last, "" before the first.
        in_doubt: whether something failed in this test that the machine may have caused.
        seen: what this test saw of the learner's functions so far.
        asked: the call that was made last in this test, None before the first.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        doors: Doors,
        seed: int,
        test_cpu_s: float,
        unsafe: bool,
        most_timeouts: int = 2,
    ) -> None:
        self._files = dict(files)
        self._doors = doors
        self._seed = seed
        self._unsafe = unsafe
        self._stopwatch = Stopwatch(test_cpu_s)
        self._workers: dict[str, Worker] = {}
        self._broken: dict[str, LearnerFailure] = {}
        self._most_timeouts = most_timeouts
        self._timeouts: dict[str, list[TimedOut]] = {}
        self._doubted: set[Worker] = set()
        self._stand_ins: Mapping[str, StandIn] = {}
        self.locks: tuple[str, ...] | None = None
        self.function = ""
        self.in_doubt = False
        self.seen: list[Observation] = []
        self.asked: Question | None = None

    def __getattr__(self, module: str) -> "Module":
        return Module(self, module)

    def begin_test(self, measures: int = 1) -> None:
        """Start the clock of one hidden test, which has so many times the usual time."""
        self.function = ""
        self.in_doubt = False
        self.seen = []
        self.asked = None
        self._stopwatch.begin_test(measures)

    def saw(self, function: str, aspect: str, outcome: Any, *settings: Any) -> None:
        """Note what a test found out about a function beside what its calls give.

        Args:
            function: name of the learner's function.
            aspect: name of what was looked at: the method of the function's replicas that speaks of it.
            outcome: plain data.
            *settings: what the outcome depends on.
        """
        question = Question(settings, aspect=aspect)
        self.seen.append(Observation(function, question, Returned(outcome)))

    @contextmanager
    def standing_in(self, stand_ins: Mapping[str, StandIn]) -> Iterator[None]:
        """Have right answers stand in for some of the learner's functions meanwhile."""
        self.end()
        self._stand_ins = stand_ins
        try:
            yield
        finally:
            self.end()
            self._stand_ins = {}

    def end(self) -> None:
        """End every worker."""
        for module in list(self._workers):
            self._end(module)

    def call(
        self,
        module: str,
        function: str,
        arguments: tuple[Any, ...],
        keywords: dict[str, Any],
        observe: bool = False,
    ) -> Observed:
        """Call a function of the learner's.

        Args:
            module: name of the learner's module.
            function: the function's name.
            arguments: plain data, and what this module's worker keeps.
            keywords: likewise.
            observe: whether the arguments come back too, as they are after the call.

        Raises:
            LearnerFailure: it gave no value; the subclass says why.
            KitFault: the kit failed, not the learner.
        """
        self.function = function
        self.asked = asked = Question(arguments, keywords)
        self._load(module)
        question = {
            "function": function,
            "arguments": tuple(map(_sendable, arguments)),
            "keywords": {name: _sendable(value) for name, value in keywords.items()},
            "observe": observe,
        }
        match self._ask(module, function, question):
            case {"reply": "returned", "value": value, "arguments": tuple(after)} if len(after) == (
                len(arguments) if observe else 0
            ):
                changed = any(map(_differs, arguments, after)) if observe else None
                self.seen.append(Observation(function, asked, Returned(value, changed)))
                return Observed(self._kept(module, value), after)
            case {"reply": "absent"}:
                raise Missing(f"{module}.py has no function {function}.")
            case {"reply": "too large"}:
                raise CheckFailed("gave back far more data than any right answer has.")
            case answer:
                failure = self._failure(module, function, answer)
                if isinstance(failure, Raised):
                    self.seen.append(
                        Observation(function, asked, Refused((failure.type_name, *failure.bases)))
                    )
                raise failure

    def place(self, module: str, service: str, *arguments: Any) -> Kept:
        """Have a module's worker make an object for a test; see `grading.keras_services`.

        Raises:
            LearnerFailure: the module can't be loaded, or what it does keeps the object from being made.
        """
        self._load(module)
        placed = self._use(module, service, arguments)
        if not isinstance(placed, Kept):
            raise _no_answer(f"{module}.py")
        return placed

    def _use(self, module: str, service: str, arguments: tuple[Any, ...]) -> Any:
        """Have a worker do something with an object that it keeps."""
        what = self.function or f"{module}.py"
        question = {"service": service, "arguments": tuple(map(_sendable, arguments))}
        match self._ask(module, what, question):
            case {"reply": "returned", "value": value}:
                return self._kept(module, value)
            case {"reply": "too large"}:
                raise CheckFailed("gave something far larger than what the lesson builds.")
            case answer:
                makes = service.startswith("place_")
                asked = "making what it is tried with" if makes else f"asking for the model's {service}"
                raise self._failure(module, f"After {what}, {asked}", answer)

    def _kept(self, module: str, value: Any) -> Any:
        """What a value is on this side: an object that stayed in the worker becomes a `Kept`."""
        if not isinstance(value, Handle):
            return value
        worker, giver = self._workers[module], self.function

        def use(service: str, *arguments: Any) -> Any:
            # It may be looked at in another test than the one in which it was given.
            self.function = self.function or giver
            if self._workers.get(module) is not worker:
                ended = Crashed("The process that held it has ended meanwhile.", worker in self._doubted)
                raise self._noted(ended)
            return self._use(module, service, arguments)

        return Kept(value, use)

    def _load(self, module: str) -> None:
        """Have a worker ready that has imported the module."""
        if module in self._broken:
            # The same error each time: without what it gathered on its way through the test before.
            raise self._broken[module].with_traceback(None)
        file = f"{module}.py"
        if file not in self._files:
            raise Missing(f"{file} is not in the submission.")
        if module in self._workers:
            return
        self._require_patience(file)
        worker = Worker(self._doors.of(module))
        self._workers[module] = worker
        self._stopwatch.watch(worker)
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
        answer = self._ask(module, file, question)
        if answer["reply"] != "loaded":
            failure = self._failure(module, file, answer)
            self._end(module)
            if not self._stand_ins:
                self._broken[module] = failure
            raise failure

    def _note_locks(self, held: tuple[str, ...]) -> None:
        missing = locks.missing(held)
        if missing and not self._unsafe:
            raise KitFault(f"a worker came up without these locks: {', '.join(missing)}")
        self.locks = held if self.locks is None else tuple(lock for lock in self.locks if lock in held)

    def _ask(self, module: str, what: str, question: dict[str, Any]) -> dict[str, Any]:
        self._require_patience(what)
        worker = self._workers[module]
        try:
            with self._stopwatch.running(worker) as patience:
                return worker.ask(question, patience)
        except OutOfTime as limit:
            self._end(module)
            failure: LearnerFailure = self._timed_out(what, limit)
        except ProtocolError:
            self._end(module)
            failure = _no_answer(what)
        except Closed:
            end = self._end(module)
            failure = death(what, end, self._stopwatch.has_cpu_left)
        if failure.unconfirmed:
            self._doubted.add(worker)
        raise self._noted(failure)

    def _timed_out(self, what: str, limit: OutOfTime) -> TimedOut:
        if limit.of_submission:
            return TimedOut(
                f"{what} was stopped: {limit} is what all tests of a submission may take together, "
                "and earlier tests had used most of it.",
                limit.by_clock,
            )
        # Who computed little of that time may have slept, or waited for what never comes.
        guess = "Does it wait for something, or does a loop" if limit.by_clock else "Does a loop"
        failure = TimedOut(
            f"{what} was stopped: it took more than {limit} for one test. {guess} never end?", limit.by_clock
        )
        self._timeouts.setdefault(what, []).append(failure)
        return failure

    def _require_patience(self, what: str) -> None:
        timeouts = self._timeouts.get(what, [])
        if len(timeouts) >= self._most_timeouts:
            tests = "a test" if self._most_timeouts == 1 else f"{self._most_timeouts} tests"
            failure = TimedOut(
                f"{what} took too long in {tests} before, so it was not run again.",
                any(earlier.unconfirmed for earlier in timeouts),
            )
            raise self._noted(failure)

    def _noted(self, failure: LearnerFailure) -> LearnerFailure:
        self.in_doubt = self.in_doubt or failure.unconfirmed
        return failure

    def _failure(self, module: str, what: str, answer: dict[str, Any]) -> LearnerFailure:
        match answer:
            case {
                "reply": "raised",
                "type": str(name),
                "bases": list(bases),
                "text": str(text),
                "line": line,
            } if all(isinstance(base, str) for base in bases):
                if "NotImplementedError" in bases and not what.endswith(".py"):
                    return Missing(f"{what} is not written yet.")
                name = name[:_MAX_NAME]
                said = f"{name}: {text[:_MAX_TEXT]}" if text else name
                return Raised(f"{what} raised {said}{_place(line)}", name, tuple(bases))
        self._end(module)
        return _no_answer(what)

    def _end(self, module: str) -> dict[str, Any]:
        worker = self._workers.pop(module, None)
        return {} if worker is None else self._stopwatch.end(worker)


def _sendable(argument: Any) -> Any:
    return argument.handle if isinstance(argument, Kept) else argument


def _differs(before: Any, after: Any) -> bool:
    return isinstance(before, np.ndarray) and not (
        isinstance(after, np.ndarray) and before.dtype == after.dtype and np.array_equal(before, after)
    )


def _no_answer(what: str) -> Crashed:
    return Crashed(f"While {what} ran, its process sent something that is no answer.")


def _place(line: object) -> str:
    match line:
        case {"file": str(file), "number": int(number), "source": str(source)}:
            return f"\n  {file[:_MAX_NAME]}, line {number}: {source[:_MAX_LINE]}"
    return ""


class Module:
    """One of the learner's modules; its attributes are the functions that a test calls."""

    def __init__(self, learner: Learner, name: str) -> None:
        self._learner = learner
        self._name = name

    def __getattr__(self, function: str) -> "Function":
        return Function(self._learner, self._name, function)

    def place_model(
        self,
        layers: list[dict[str, Any]],
        weights: list[Array],
        learning_rate: float | None = None,
        reshuffles: bool = False,
    ) -> Kept:
        """A model of the kit's in the module's worker; see `grading.keras_services.place_model`."""
        return self._learner.place(self._name, "place_model", layers, weights, learning_rate, reshuffles)

    def place_optimizer(self, learning_rate: float) -> Kept:
        """Plain SGD in the module's worker; at a rate of 0, Adam as Keras sets it."""
        return self._learner.place(self._name, "place_optimizer", learning_rate)

    def place_loss(self, summed: bool = False, of_rows: bool = False) -> Kept:
        """The cross-entropy in the module's worker; see `grading.keras_services.place_loss`."""
        return self._learner.place(self._name, "place_loss", summed, of_rows)


class Function:
    """One of the learner's functions."""

    def __init__(self, learner: Learner, module: str, name: str) -> None:
        self._learner = learner
        self._module = module
        self._name = name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call it; gives the value that came back, as plain data or `Kept`."""
        return self._learner.call(self._module, self._name, arguments, keywords).value

    def observe(self, *arguments: Any, **keywords: Any) -> Observed:
        """Call it, and look at its arguments afterwards too."""
        return self._learner.call(self._module, self._name, arguments, keywords, observe=True)
