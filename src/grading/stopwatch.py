"""The time that learner code may take: for one hidden test, and for all tests of a submission."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from grading.custody import Worker

WALL_PER_CPU = 3
MEASURES_OF_TRAINING = 3
SUBMISSION_CPU_S = 180.0
SUBMISSION_WALL_S = 300.0
"""How long one submission can hold up the others, in its first try and in its second."""

_CORES = os.cpu_count() or 1


class OutOfTime(Exception):
    """A limit was reached; the text says which, such as "20 seconds of computing".

    Attributes:
        of_submission: whether it was a limit of the whole submission.
        by_clock: whether only the clock ran out: the machine gave less computing time than was allowed.
    """

    def __init__(self, limit: str, of_submission: bool, by_clock: bool) -> None:
        super().__init__(limit)
        self.of_submission = of_submission
        self.by_clock = by_clock


class Stopwatch:
    """Counts CPU and wall time of one submission's workers.

    The clock runs while one of them is asked, or comes to its end. Computing counts always: for the
    submission whichever worker does it, for a test what the worker that is asked does.

    Args:
        test_cpu_s: CPU seconds for one hidden test; the wall limit is three times that.
    """

    def __init__(self, test_cpu_s: float) -> None:
        self._usual_cpu_s = self._test_cpu_limit_s = test_cpu_s
        self._cpu_s = self._wall_s = self._test_cpu_s = self._test_wall_s = 0.0
        self._seen: dict[Worker, tuple[float, float]] = {}
        self._asked: Worker | None = None

    def begin_test(self, measures: int = 1) -> None:
        """Give the test that begins so many full measures of time."""
        self._look()
        self._test_cpu_limit_s = self._usual_cpu_s * measures
        self._test_cpu_s = self._test_wall_s = 0.0

    def watch(self, worker: Worker) -> None:
        """Count from now on what a new worker computes."""
        self._seen[worker] = worker.cpu_s() or 0.0, time.monotonic()

    def end(self, worker: Worker) -> dict[str, Any]:
        """End a worker; what it computed last counts, and how long it keeps its keeper busy.

        Returns:
            What `Worker.end` gave.
        """
        began = time.monotonic()
        end = worker.end()
        self._wall_s += time.monotonic() - began
        seen_s, _ = self._seen.pop(worker)
        self._count(worker, end.get("cpu_s", seen_s) - seen_s)
        return end

    @contextmanager
    def running(self, worker: Worker) -> Iterator[Callable[[], float]]:
        """Count what a worker uses that is asked meanwhile; gives the patience of the channel's waits.

        The patience raises OutOfTime when a limit is reached.
        """
        self._look()
        self._asked = worker
        looked = time.monotonic()

        def patience() -> float:
            nonlocal looked
            now = time.monotonic()
            self._wall_s += now - looked
            self._test_wall_s += now - looked
            looked = now
            self._look()
            return self._next_look()

        try:
            yield patience
        finally:
            # What is over by now is noticed at the next call.
            with suppress(OutOfTime):
                patience()

    @property
    def has_cpu_left(self) -> bool:
        """Whether neither the test nor the submission has used up its computing time."""
        return self._cpu_s < SUBMISSION_CPU_S and self._test_cpu_s < self._test_cpu_limit_s

    def _look(self) -> None:
        now = time.monotonic()
        for worker, (seen_s, looked) in list(self._seen.items()):
            cpu_s = worker.cpu_s()
            if cpu_s is not None and cpu_s > seen_s:
                # Once a process is gone, its number may be another's, whose clock says anything.
                self._count(worker, min(cpu_s - seen_s, (now - looked) * _CORES))
                self._seen[worker] = cpu_s, now

    def _count(self, worker: Worker, cpu_s: float) -> None:
        used = max(0.0, cpu_s)
        self._cpu_s += used
        if worker is self._asked:
            self._test_cpu_s += used

    def _next_look(self) -> float:
        cpu_s, wall_s = self._test_cpu_limit_s, self._test_cpu_limit_s * WALL_PER_CPU
        # Computing first: where both have run out, the machine is not to blame.
        limits = [
            (SUBMISSION_CPU_S - self._cpu_s, f"{SUBMISSION_CPU_S:g} seconds of computing", True, False),
            (cpu_s - self._test_cpu_s, f"{cpu_s:g} seconds of computing", False, False),
            (SUBMISSION_WALL_S - self._wall_s, f"{SUBMISSION_WALL_S:g} seconds", True, True),
            (wall_s - self._test_wall_s, f"{wall_s:g} seconds", False, True),
        ]
        for left_s, limit, of_submission, by_clock in limits:
            if left_s <= 0:
                raise OutOfTime(limit, of_submission, by_clock)
        # A worker with two threads uses up CPU time twice as fast as the clock.
        return max(min(limits)[0] / 2, 0.02)
