"""One submission's way through the processes, step by step: medians of several runs, in milliseconds."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from grading.consultation import Oracle
from grading.course import course_root
from grading.custody import Worker
from grading.fleet import Fleet, Servers
from grading.submissions import Entry, read_submission

_RUNS = 15


class Steps:
    """Collects how long each step took, run after run."""

    def __init__(self) -> None:
        self._seconds: dict[str, list[float]] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        start = time.perf_counter()
        yield
        self._seconds.setdefault(name, []).append(time.perf_counter() - start)

    def print(self) -> None:
        """Print a line a step."""
        for name, seconds in self._seconds.items():
            print(f"{1000 * statistics.median(seconds):8.1f} ms  {name}")


def main() -> None:
    """Measure and print."""
    steps = Steps()
    course = course_root()
    images = np.linspace(-1, 1, 2 * 9 * 7 * 3, dtype=np.float32).reshape(2, 9, 7, 3)
    with steps.step("start the servers, until the oracle has imported Keras and answered"):
        servers = Servers().__enter__()
        oracle = Oracle(servers.oracle)
        oracle.max_pooling2d(images)
    for _ in range(_RUNS):
        with steps.step("read and digest the submission"):
            files = dict(read_submission(Entry("solutions", course / "solutions")).files)
        with steps.step("worker: fork, namespaces, locks, first reply"):
            worker = Worker(servers.workers)
        with steps.step("worker: import the learner's file"):
            worker.ask({"module": "pooling", "files": files, "seed": 0, "stand_ins": []}, lambda: None)
        with steps.step("worker: one call of max_pool, there and back"):
            worker.ask({"function": "max_pool", "arguments": (images,), "keywords": {}}, lambda: None)
        with steps.step("worker: kill, reap, remove its folder"):
            worker.end()
        with steps.step("oracle: one answer"):
            oracle.max_pooling2d(images)
    oracle.close()
    servers.__exit__(None, None, None)
    with Fleet(course) as fleet:
        request = {
            "files": files,
            "seed": 0,
            "exercises": ["convolution", "pooling"],
            "test_cpu_s": 20.0,
            "unsafe": False,
        }
        fleet.judge(request)
        for _ in range(_RUNS):
            with steps.step("judge: fork, all hidden tests of convolution and pooling, verdict"):
                fleet.judge(request)
    steps.print()


if __name__ == "__main__":
    main()
