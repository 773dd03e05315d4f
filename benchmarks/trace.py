"""One submission's way through the processes, step by step: medians of several runs, wall and CPU time.

The CPU time is that of the whole machine, since forks that have ended can't be asked any more: run it on a
machine that does nothing else.
"""

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from grading.answers import grade_answers
from grading.consultation import Oracle
from grading.course import course_root
from grading.custody import Worker
from grading.fleet import Fleet, Servers
from grading.intake import Entry, read_submission
from grading.results import EXERCISE_NAMES
from grading.server import Doors
from helpers.data import locate

_RUNS, _RUNS_OF_TRAINING = 15, 3
_CASES = (
    (("convolution", "pooling"), _RUNS),
    (("model",), _RUNS),
    (("training",), _RUNS_OF_TRAINING),
    (("bonus",), _RUNS_OF_TRAINING),
    (("answers",), _RUNS),
    (EXERCISE_NAMES, _RUNS_OF_TRAINING),
)


class Steps:
    """Collects how long each step took, run after run."""

    def __init__(self) -> None:
        self._taken: dict[str, list[tuple[float, float]]] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        start, busy = time.perf_counter(), _machine_cpu_s()
        yield
        taken = time.perf_counter() - start, _machine_cpu_s() - busy
        self._taken.setdefault(name, []).append(taken)

    def print(self) -> None:
        """Print a line a step."""
        print("  wall ms    CPU ms")
        for name, taken in self._taken.items():
            wall, cpu = (1000 * statistics.median(seconds) for seconds in zip(*taken, strict=True))
            print(f"{wall:9.1f} {cpu:9.0f}  {name}")


def _machine_cpu_s() -> float:
    """CPU seconds that all processes together have taken, in steps of 1/100."""
    user, nice, system, _, _, irq, soft_irq = Path("/proc/stat").read_text("ascii").split()[1:8]
    return sum(map(int, (user, nice, system, irq, soft_irq))) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    steps = Steps()
    files = {}
    images = np.linspace(-1, 1, 2 * 9 * 7 * 3, dtype=np.float32).reshape(2, 9, 7, 3)
    with steps.step("start the servers, until the oracle has imported Keras and answered"):
        servers = Servers().__enter__()
        oracle = Oracle(servers.doors.oracle)
        oracle.max_pooling2d(images)
    for _ in range(_RUNS):
        with steps.step("read and digest the submission"):
            files = dict(read_submission(Entry("solutions", course_root() / "solutions")).files)
        _trace_worker(steps, servers.doors, "pooling", "max_pool", (images,), files)
        _trace_worker(steps, servers.doors, "model", "build_model", (), files)
        with steps.step("oracle: one answer"):
            oracle.max_pooling2d(images)
        with steps.step("written answers: both"):
            grade_answers(files["answers.md"])
    oracle.close()
    servers.__exit__(None, None, None)
    with Fleet(course_root(), locate("digits")) as fleet:
        fleet.describe()
        for exercises, runs in _CASES:
            request = {
                "files": files,
                "seed": 0,
                "exercises": list(exercises),
                "test_cpu_s": 20.0,
                "unsafe": False,
            }
            for _ in range(runs):
                with steps.step(f"judge: fork, all of {', '.join(exercises)}, verdict"):
                    fleet.judge(request)
    steps.print()


def _trace_worker(
    steps: Steps,
    doors: Doors,
    module: str,
    function: str,
    arguments: tuple[object, ...],
    files: dict[str, bytes],
) -> None:
    with steps.step(f"worker of {module}.py: fork, namespaces, locks, first reply"):
        worker = Worker(doors.of(module))
    with steps.step(f"worker of {module}.py: import the learner's file"):
        worker.ask({"module": module, "files": files, "seed": 0, "stand_ins": []}, lambda: None)
    with steps.step(f"worker of {module}.py: one call of {function}, there and back"):
        question = {"function": function, "arguments": arguments, "keywords": {}, "observe": False}
        worker.ask(question, lambda: None)
    with steps.step(f"worker of {module}.py: kill, reap, remove its folder"):
        worker.end()


if __name__ == "__main__":
    main()
