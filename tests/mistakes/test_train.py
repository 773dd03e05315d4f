"""What is believed of `train`, named from simulated trainings: no Keras, no judge."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from graders import test_training as hidden
from graders.audits import BATCH, EPOCHS, IMAGES, VALIDATION, Audit
from graders.brief_trainings import Brief
from graders.inputs import Array
from graders.misconceptions import CATALOGUE
from graders.misconceptions.train import ENTRIES, RIGHT
from graders.traces import Traces, Validated, Way
from grading.failures import CheckFailed
from grading.kept import HistoryFacts
from grading.naming import name_beliefs
from grading.observations import Observation, Question, Returned

TESTS = {
    name.removeprefix("test_"): getattr(hidden, name)
    for name in dir(hidden)
    if name.startswith("test_train_")
}
MEASURED = {
    Validated.VALIDATION: (2.2, 0.0),
    Validated.TRAINING: (2.3, 0.1),
    Validated.PALE: (2.301, 0.0),
    Validated.HELD_BACK: (2.35, 0.125),
}


@dataclass(frozen=True)
class Simulated:
    """A training that somebody may write, and what it leaves.

    Attributes:
        epochs, batch_size: as they are used.
        learned: numbers of the images that are learned from, those for validation from 73 on.
        afterwards: likewise, in a training of its own.
        is_shuffled: whether their order is drawn for each epoch.
        is_full_only: whether short batches are left out.
        measured_on: what the History's numbers of a validation are of; None where there are none.
        returns_history, has_accuracy: what comes back.
        way: how the weights moved.
        times: how much further they moved than they should.
        reached: share of unseen digits that are read rightly after a whole training.
        by_default: how many epochs there are where nobody says.
    """

    epochs: int = EPOCHS
    batch_size: int = BATCH
    learned: tuple[int, ...] = tuple(range(IMAGES))
    afterwards: tuple[int, ...] = ()
    is_shuffled: bool = True
    is_full_only: bool = False
    measured_on: Validated | None = Validated.VALIDATION
    returns_history: bool = True
    has_accuracy: bool = True
    way: Way = Way.PLAIN
    times: float = 1
    reached: bool = True
    by_default: int = 5

    def shares(self, rng: np.random.Generator) -> Array:
        shares = np.zeros(IMAGES + VALIDATION)
        for images in (np.array(self.learned), np.array(self.afterwards, dtype=int)):
            for _ in range(self.epochs):
                order = rng.permutation(images) if self.is_shuffled else images
                for start in range(0, len(order), self.batch_size):
                    batch = order[start : start + self.batch_size]
                    if len(batch) == self.batch_size or not self.is_full_only:
                        shares[batch] += 1 / len(batch)
        # The more steps, the less exact is the ledger.
        deviation = 0.005 if shares.sum() < 100 else 0.03
        noise: Array = self.times * shares * rng.normal(1, deviation, shares.shape)
        return noise

    def history(self) -> HistoryFacts:
        values = {"loss": (2.3,) * self.epochs}
        if self.has_accuracy:
            values["accuracy"] = (0.1,) * self.epochs
        if self.measured_on is not None:
            loss, accuracy = MEASURED.get(self.measured_on, (9.0, 0.9))
            values["val_loss"] = (loss,) * self.epochs
            if self.has_accuracy:
                values["val_accuracy"] = (accuracy,) * self.epochs
        return HistoryFacts(tuple(range(self.epochs)), values)


@dataclass(frozen=True)
class SimulatedAudit(Audit):
    simulated: Simulated = field(default_factory=Simulated)

    @property
    def gave_history(self) -> bool:
        return self.simulated.returns_history

    def history(self) -> HistoryFacts:
        if not self.gave_history:
            raise CheckFailed("gave something else.")
        return self.simulated.history()


class FakeTrainings:
    """Stands in for `graders.trainings.Trainings`."""

    def __init__(self, simulated: Simulated, seed: int) -> None:
        shares = simulated.shares(np.random.default_rng(seed))
        recorded = simulated.epochs if simulated.returns_history else None
        self._simulated = simulated
        self._audit = SimulatedAudit(
            None,
            Traces(shares[:IMAGES], shares[IMAGES:], recorded),
            problem="" if simulated.way is Way.PLAIN or simulated.times > 1 else "moved otherwise",
            way=simulated.way,
            measured=MEASURED,
            simulated=simulated,
        )
        self.seen: list[Observation] = []

    def brief_trainings(self) -> Iterator[Brief]:
        for images, epochs, size in ((7, 2, 3), (6, 1, 3), (4, 2, 9)):
            simulated = replace(self._simulated, learned=tuple(range(images)), afterwards=())
            asked = replace(
                simulated,
                # What is no number of the audit's is a number of the submission's own.
                epochs=epochs if self._simulated.by_default == 5 else self._simulated.by_default,
                batch_size=size if simulated.batch_size == BATCH else simulated.batch_size,
            )
            yield Brief(images, epochs, size, float(asked.shares(np.random.default_rng(2)).sum()))

    def audit(self) -> Audit:
        return self._audit

    def readable(self) -> Audit:
        self.saw("way", self._audit.way)
        self._audit.require_readable()
        return self._audit

    def saw(self, aspect: str, outcome: Any, *settings: Any) -> None:
        self.seen.append(Observation("train", Question(settings, aspect=aspect), Returned(outcome)))

    def check_own_train(self) -> None:
        self.readable()
        if self._simulated.returns_history:
            recorded = self._audit.traces.recorded
            self.saw("recorded_in_both", (recorded, self._simulated.by_default), EPOCHS, 5)
            if self._simulated.by_default != 5:
                raise CheckFailed("trained for another number of epochs.")
        if not self._simulated.reached:
            self.saw("may_reach", True, False)
            raise CheckFailed("reached too little.")


def named(simulated: Simulated, seed: int = 1) -> dict[str, tuple[str, ...]]:
    """By failed test, the beliefs that are named."""
    seen, failed = {}, {}
    for name, test in TESTS.items():
        trainings = FakeTrainings(simulated, seed)
        try:
            test(trainings)
        except CheckFailed:
            failed[name] = "train"
        seen[name] = trainings.seen
    found = name_beliefs(CATALOGUE, seen, failed)
    return {name: tuple(belief.id for belief in found.get(name, ())) for name in failed}


BOTH = tuple(range(IMAGES + VALIDATION))
UNSEEN = BOTH[IMAGES:]
RIGHT_WAY = Simulated()
WRONG: dict[str, tuple[str, Simulated]] = {
    "validation images as well": ("validation_learned", Simulated(learned=BOTH)),
    "both, and no validation": ("validation_learned", Simulated(learned=BOTH, measured_on=None)),
    "validation images afterwards": ("validation_learned", Simulated(afterwards=UNSEEN)),
    "afterwards, the second History": ("validation_learned", Simulated(afterwards=UNSEEN, measured_on=None)),
    "a fifth held back": (
        "validation_split_off",
        Simulated(learned=BOTH[:58], measured_on=Validated.HELD_BACK),
    ),
    "three tenths held back": (
        "validation_split_off",
        Simulated(learned=BOTH[:51], measured_on=Validated.HELD_BACK),
    ),
    "the first ones held back": (
        "validation_split_off",
        Simulated(learned=BOTH[14:IMAGES], measured_on=Validated.HELD_BACK),
    ),
    "no validation": ("validation_not_passed", Simulated(measured_on=None)),
    "validation on the training images": ("validated_on_training", Simulated(measured_on=Validated.TRAINING)),
    "one epoch": ("epochs_ignored", Simulated(epochs=1, by_default=1)),
    "two epochs": ("epochs_ignored", Simulated(epochs=2, by_default=2)),
    "five epochs": ("epochs_ignored", Simulated(epochs=5)),
    "ten epochs": ("epochs_ignored", Simulated(epochs=10, by_default=10)),
    "a batch of 1": ("batch_size_ignored", Simulated(batch_size=1)),
    "a batch of 16": ("batch_size_ignored", Simulated(batch_size=16)),
    "a batch of 32": ("batch_size_ignored", Simulated(batch_size=32)),
    "a batch of 50": ("batch_size_ignored", Simulated(batch_size=50)),
    "a batch of 128": ("batch_size_ignored", Simulated(batch_size=128, reached=False)),
    "the given order": ("never_shuffled", Simulated(is_shuffled=False)),
    "one order for all epochs": (
        "shuffled_before_training",
        Simulated(learned=tuple(np.random.default_rng(7).permutation(IMAGES)), is_shuffled=False),
    ),
    "full batches": ("last_batch_dropped", Simulated(is_full_only=True)),
    "images cut off": ("last_batch_dropped", Simulated(learned=BOTH[:68])),
    "no History": ("wrong_return", Simulated(returns_history=False)),
    "Adam": ("recompiled", Simulated(way=Way.FAR)),
    "Adam without a metric": ("recompiled", Simulated(way=Way.FAR, has_accuracy=False)),
    "Adam with another loss": ("recompiled", Simulated(way=Way.FAR, measured_on=Validated.OTHERS)),
    "SGD": ("recompiled", Simulated(way=Way.FAR, times=500, reached=False)),
    "pale images": ("scaled_again", Simulated(way=Way.PALE)),
    "all pale": ("scaled_again", Simulated(way=Way.PALE, measured_on=Validated.PALE)),
}


def test_a_right_training_fails_nothing() -> None:
    assert named(RIGHT_WAY) == {}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("way", WRONG)
def test_each_wrong_way_is_named_in_every_test_it_fails(way: str, seed: int) -> None:
    belief, simulated = WRONG[way]
    found = named(simulated, seed)
    assert found
    assert set(found.values()) == {(belief,)}, found


def test_every_belief_has_a_wrong_way_here() -> None:
    assert {belief for belief, _ in WRONG.values()} == {entry.id for entry in ENTRIES}


@pytest.mark.parametrize(
    ("simulated", "beliefs"),
    [
        (Simulated(epochs=5, batch_size=32), {("epochs_ignored", "batch_size_ignored")}),
        (
            Simulated(measured_on=None, is_shuffled=False),
            {("validation_not_passed",), ("never_shuffled",)},
        ),
        (
            Simulated(learned=BOTH[:58], measured_on=Validated.HELD_BACK, batch_size=32),
            {("validation_split_off", "batch_size_ignored"), ("validation_split_off",)},
        ),
    ],
)
def test_two_beliefs_at_once_are_both_named(simulated: Simulated, beliefs: set[tuple[str, ...]]) -> None:
    assert set(named(simulated).values()) == beliefs


@pytest.mark.parametrize(
    "simulated",
    [
        Simulated(epochs=1, by_default=4),
        Simulated(by_default=3),
        Simulated(way=Way.OTHER),
        Simulated(measured_on=Validated.OTHERS),
        Simulated(way=Way.OTHER, measured_on=Validated.OTHERS),
        Simulated(learned=BOTH[:20], measured_on=None),
    ],
    ids=[
        "one epoch less",
        "stopped early",
        "weights from elsewhere",
        "made-up numbers",
        "both",
        "20 images only",
    ],
)
def test_what_is_no_known_belief_is_not_named(simulated: Simulated) -> None:
    found = named(simulated)
    assert found
    assert {beliefs for beliefs in found.values() if beliefs} <= {("validation_not_passed",)}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.id))
def test_every_replica_is_another_than_the_right_one(entry: Any) -> None:
    assert all(replica != RIGHT["train"] for replica in entry.replicas["train"])
