"""One submission before the hidden tests: its learner, its seed, the oracle, what became of every test."""

import hashlib
import socket
import zlib
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from grading.consultation import Oracle
from grading.failures import CheckFailed, KitFault, LearnerFailure
from grading.learner import Learner
from grading.results import TestResult


class Sitting:
    """All that belongs to the judgement of one submission.

    Args:
        files: the submission's sources by name.
        seed: random seed of the hidden tests; no worker learns it.
        workers: control socket of the server that forks workers.
        oracle: door of the oracle.
        test_cpu_s: CPU seconds for one hidden test.
        unsafe: whether missing locks are waived.

    Attributes:
        tests: results so far, in the order in which the tests ran.
        faults: what went wrong on the kit's side.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        seed: int,
        workers: socket.socket,
        oracle: socket.socket,
        test_cpu_s: float,
        unsafe: bool,
    ) -> None:
        self.seed = seed
        self.learner = Learner(files, workers, _workers_seed(seed), test_cpu_s, unsafe)
        self.oracle = Oracle(oracle)
        self.tests: list[TestResult] = []
        self.faults: list[str] = []

    def rng(self, test: str) -> np.random.Generator:
        """Random numbers of one test: the same for the same seed, others for another test."""
        return np.random.default_rng([self.seed, zlib.crc32(test.encode())])

    def record(self, test: TestResult, error: BaseException | None, note: str = "") -> None:
        """Keep what became of a test.

        Args:
            test: the test as if it had been passed.
            error: what ended it; None where it was passed.
            note: what the learner should know of a test that was passed all the same.
        """
        if error is None:
            self.tests.append(replace(test, message=note))
        elif isinstance(error, LearnerFailure):
            compared = isinstance(error, CheckFailed) and self.learner.function
            message = f"{self.learner.function}: {error}" if compared else str(error)
            self.tests.append(replace(test, points=0, outcome=error.outcome, message=message))
        else:
            kind = "" if isinstance(error, KitFault) else f"{type(error).__name__}: "
            self.faults.append(f"{test.name}: {kind}{error}")

    def end(self) -> None:
        """End the workers and leave the oracle."""
        self.learner.end()
        self.oracle.close()


def _workers_seed(seed: int) -> int:
    return int.from_bytes(hashlib.blake2b(f"worker of {seed}".encode(), digest_size=4).digest())
