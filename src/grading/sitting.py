"""One submission before the hidden tests: its learner, its seed, the oracle, what became of every test."""

import re
import sys
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

import helpers
from grading.answers import grade_answers
from grading.consultation import Oracle
from grading.failures import CheckFailed, KitFault, LearnerFailure, Raised
from grading.learner import Learner
from grading.misconceptions import Catalogue, Misconception
from grading.naming import name_beliefs
from grading.observations import Observation
from grading.results import AnswerResult, TestResult
from grading.revealing import Trial, revealed, trial_of
from grading.server import Doors
from helpers.answers import FILE_NAME

_MAX_MESSAGE = 1500
_SECOND = "the second try of this test, for something may have held up the first."
_OWN_PATHS = (sys.prefix, Path(helpers.__file__).parents[1])
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Sitting:
    """All that belongs to the judgement of one submission.

    Args:
        files: the submission's sources by name.
        seed: random seed of the hidden tests; no worker learns it.
        doors: ways to the servers.
        test_cpu_s: CPU seconds for one hidden test.
        unsafe: whether missing locks are waived.
        found_faulty: None in the first try. In the second, in which everything counts and a function is not
            run again after one timeout, the functions that the first found faulty for sure.

    Attributes:
        tests: results so far, in the order in which the tests ran.
        answers: what was found of the written answers.
        faults: what went wrong on the kit's side.
        faulty: the learner's functions for which a test was not passed so far, and whether that is sure.
        unconfirmed: names of tests that were not passed, perhaps because of the machine.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        seed: int,
        doors: Doors,
        test_cpu_s: float,
        unsafe: bool,
        found_faulty: Collection[str] | None = None,
    ) -> None:
        self.seed = seed
        self._is_second = found_faulty is not None
        most_timeouts = 1 if self._is_second else 2
        self.learner = Learner(files, doors, _workers_seed(files), test_cpu_s, unsafe, most_timeouts)
        self.oracle = Oracle(doors.oracle)
        self._written = files.get(FILE_NAME)
        self.tests: list[TestResult] = []
        self.answers: tuple[AnswerResult, ...] = ()
        self.faults: list[str] = []
        self.faulty: dict[str, bool] = dict.fromkeys(found_faulty or (), True)
        self.unconfirmed: list[str] = []
        self._seen: dict[str, Sequence[Observation]] = {}
        self._blamed: dict[str, str] = {}
        self._trials: dict[str, Trial] = {}

    def rng(self, test: str) -> np.random.Generator:
        """Random numbers of one test: the same for the same seed, others for another test."""
        return np.random.default_rng([self.seed, zlib.crc32(test.encode())])

    def record(
        self,
        test: TestResult,
        error: BaseException | None,
        note: str = "",
        seen: Sequence[Observation] | None = None,
    ) -> None:
        """Keep what became of a test.

        Args:
            test: the test as if it had been passed.
            error: what ended it; None where it was passed.
            note: what the learner should know of a test that was passed all the same.
            seen: what tells most of the learner's functions; None for all that the test saw.
        """
        self._seen[test.name] = self.learner.seen if seen is None else seen
        if error is None:
            said = f"Right in {_SECOND}" if self._is_second else ""
            self.tests.append(replace(test, message=f"{note}\n{said}".strip()))
        elif isinstance(error, LearnerFailure):
            # What several tests share fails in the first of them, and the others meet the same error again.
            function = error.function = error.function or self.learner.function
            is_sure = self._is_second or not (error.unconfirmed or self.learner.in_doubt)
            if not is_sure:
                self.unconfirmed.append(test.name)
            self.faulty[function] = is_sure or self.faulty.get(function, False)
            if trial := trial_of(error, self.learner.asked, self.learner.seen):
                self._trials[test.name] = trial
            if isinstance(error, CheckFailed | Raised):
                self._blamed[test.name] = function
            message = f"{function}: {error}" if isinstance(error, CheckFailed) and function else str(error)
            said = f"\nThis was {_SECOND}" if self._is_second else ""
            self.tests.append(
                replace(test, points=0, outcome=error.outcome, message=f"{_shown(message)}{said}")
            )
        else:
            kind = "" if isinstance(error, KitFault) else f"{type(error).__name__}: "
            self.faults.append(f"{test.name}: {kind}{error}")

    def name_beliefs(self, catalogue: Catalogue) -> None:
        """Say of the failed tests so far which known mistake explains them, and give its first hints.

        All hints are given with the first test that a mistake explains; the next ones only refer to it.
        """
        try:
            explained = name_beliefs(catalogue, self._seen, self._blamed)
        except Exception as error:  # Whatever it is, it is not the learner's fault.
            self.faults.append(f"naming what went wrong: {type(error).__name__}: {error}")
            return
        told: set[str] = set()
        for index, test in enumerate(self.tests):
            if beliefs := explained.get(test.name):
                message = "\n".join([test.message, *(_told(belief, belief.id in told) for belief in beliefs)])
                told.update(belief.id for belief in beliefs)
                self.tests[index] = replace(
                    test,
                    message=message,
                    misconception=beliefs[0].id,
                    beliefs={belief.id: belief.belief for belief in beliefs},
                )

    def reveal(self, catalogue: Catalogue) -> None:
        """Note with each failed test so far what this run asked and what is right.

        That is for a course that shows it, when it does; a learner's message never holds it.
        """
        try:
            self.tests = [
                replace(test, revealed=_shown(revealed(self._trials[test.name], catalogue)))
                if test.name in self._trials
                else test
                for test in self.tests
            ]
        except Exception as error:  # Whatever it is, it is not the learner's fault.
            self.faults.append(f"noting what is right: {type(error).__name__}: {error}")

    def read_answers(self) -> None:
        """Grade the written answers; no worker is needed, for nothing in them is run."""
        try:
            self.answers = grade_answers(self._written)
        except Exception as error:  # Whatever it is, it is not the learner's fault.
            self.faults.append(f"the written answers: {type(error).__name__}: {error}")

    def end(self) -> None:
        """End the workers and leave the oracle."""
        self.learner.end()
        self.oracle.close()


def _told(belief: Misconception, is_told: bool) -> str:
    says = f"It answers like code that believes: {belief.belief}"
    return says if is_told else f"{says}\n{belief.hints.symptom}\n{belief.hints.idea}"


def _shown(message: str) -> str:
    """A message that no terminal obeys, without this machine's paths: much may be a learner's own text."""
    plain = _COLOURS.sub("", message)
    for path in _OWN_PATHS:
        plain = plain.replace(f"{path}/", "")
    lines = plain[:_MAX_MESSAGE].splitlines()
    return "\n".join(
        "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line) for line in lines
    )


def _workers_seed(files: Mapping[str, bytes]) -> int:
    """The same for the same submission, and without a trace of the hidden seed."""
    contents = b"\0".join(name.encode("utf-8", "surrogateescape") + files[name] for name in sorted(files))
    return zlib.crc32(contents)
