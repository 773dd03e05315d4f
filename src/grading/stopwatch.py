"""The time that learner code may take: for one hidden test, and for all tests of a submission."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from grading.custody import Worker

WALL_PER_CPU = 3
MEASURES_OF_TRAINING = 3
SUBMISSION_CPU_S = 180.0
SUBMISSION_WALL_S = 300.0


class OutOfTime(Exception):
    """A limit was reached; the text says which, such as "20 seconds of computing".

    Attributes:
        of_submission: whether it was a limit of the whole submission.
    """

    def __init__(self, limit: str, of_submission: bool) -> None:
        super().__init__(limit)
        self.of_submission = of_submission


class Stopwatch:
    """Counts CPU and wall time of one submission's workers.

    Args:
        test_cpu_s: CPU seconds for one hidden test; the wall limit is three times that.
    """

    def __init__(self, test_cpu_s: float) -> None:
        self._usual_cpu_s = self._test_cpu_s = test_cpu_s
        self._cpu_s = self._wall_s = 0.0
        self._test_began = (0.0, 0.0)

    def begin_test(self, measures: int = 1) -> None:
        """Give the test that begins so many full measures of time."""
        self._test_cpu_s = self._usual_cpu_s * measures
        self._test_began = (self._cpu_s, self._wall_s)

    @contextmanager
    def running(self, worker: Worker) -> Iterator[Callable[[], float]]:
        """Count what a worker uses meanwhile; gives the patience of the channel's waits.

        The patience raises OutOfTime when a limit is reached.
        """
        cpu_before, wall_before = worker.cpu_s() or 0.0, time.monotonic()
        cpu_start, wall_start = self._cpu_s, self._wall_s

        def patience() -> float:
            cpu = worker.cpu_s()
            if cpu is not None:
                self._cpu_s = cpu_start + cpu - cpu_before
            self._wall_s = wall_start + time.monotonic() - wall_before
            return self._next_look()

        try:
            yield patience
        finally:
            # What is over by now is noticed at the next call.
            with suppress(OutOfTime):
                patience()

    def _next_look(self) -> float:
        cpu_before, wall_before = self._test_began
        cpu_s, wall_s = self._test_cpu_s, self._test_cpu_s * WALL_PER_CPU
        left = [
            (SUBMISSION_CPU_S - self._cpu_s, f"{SUBMISSION_CPU_S:g} seconds of computing", True),
            (SUBMISSION_WALL_S - self._wall_s, f"{SUBMISSION_WALL_S:g} seconds", True),
            (cpu_s - (self._cpu_s - cpu_before), f"{cpu_s:g} seconds of computing", False),
            (wall_s - (self._wall_s - wall_before), f"{wall_s:g} seconds", False),
        ]
        seconds, limit, of_submission = min(left)
        if seconds <= 0:
            raise OutOfTime(limit, of_submission)
        # A worker with two threads uses up CPU time twice as fast as the clock.
        return max(seconds / 2, 0.02)
