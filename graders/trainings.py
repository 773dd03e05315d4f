"""Trainings that several hidden tests share, and what the judge finds out about them by itself."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders import network
from graders.inputs import Array
from graders.ledger import RATE, Ledger, open_ledger
from grading.failures import CheckFailed, LearnerFailure
from grading.kept import HistoryFacts, Kept
from helpers.data import Dataset

TRAINED_WITH, TESTED_WITH = 1297, 500
"""Images of a whole training; together they are all of the embedded digits."""

IMAGES, BATCH, EPOCHS, VALIDATION = 73, 16, 2, 24
"""The audited training: its last batch is a short one, of 9 images."""

TRAINED_EPOCHS, TRAINED_BATCH = 5, 32
TRAIN_REACHES, COMPILE_REACHES = 0.90, 0.60
ADAM = 0.0
"""What `place_model` takes for Adam as Keras sets it."""

STEPS = EPOCHS * -(-IMAGES // BATCH)
_UNEXPLAINED = 0.05
_PORTION = 100


@dataclass(frozen=True)
class Audit:
    """A short training of the learner's at a tiny rate, opened by the ledger.

    Attributes:
        returned: what `train` gave back.
        shares: `(73,)`, how much each training image counted; see `Ledger`.
        validation_shares: `(24,)`, how much each validation image counted.
        validation_loss: mean cross-entropy on the validation images afterwards.
        validation_accuracy: share of right predictions on them, 0 to 1.
        loss: mean cross-entropy on the training images, which hardly changes.
        problem: why nothing can be told from the weights; "" where all is well.
    """

    returned: Any
    shares: Array
    validation_shares: Array
    validation_loss: float
    validation_accuracy: float
    loss: float
    problem: str

    @property
    def steps(self) -> float:
        """How many steps there were, as far as training images moved the weights."""
        return float(self.shares.sum())

    def history(self) -> HistoryFacts:
        """The numbers of the History that came back.

        Raises:
            LearnerFailure: something else came back.
        """
        if not isinstance(self.returned, Kept) or self.returned.type_name != "History":
            raise CheckFailed(
                "should return the History that Keras's `fit` gives; "
                f"it gave {getattr(self.returned, 'type_name', type(self.returned).__name__)}."
            )
        return self.returned.history()

    def require_readable(self) -> None:
        """Fail where the weights tell nothing."""
        if self.problem:
            raise CheckFailed(self.problem)

    def shuffled(self) -> bool:
        """Whether the short batch at an epoch's end held other images than the last ones.

        An image in a short batch counts more, or nothing where that batch is left out. That the order is new
        in every epoch can't be asked for: where a random seed was set, Keras's own shuffling repeats itself.
        """
        unusual = np.abs(self.shares - np.median(self.shares)) * BATCH > 0.25
        count = int(unusual.sum())
        return count > 0 and not unusual[-count:].all()

    @property
    def clean(self) -> bool:
        """Whether this was a plain training: as many steps as asked for, and on the images given."""
        return (
            not self.problem
            and abs(self.steps - STEPS) < 0.5
            and float(np.abs(self.validation_shares).max()) * BATCH < 0.5
        )


def patterns(rng: np.random.Generator, count: int) -> Array:
    """Pictures that are hardly alike, float32 `(count, 28, 28, 1)`, 0 to 1: sparse squares of 2x2 pixels."""
    squares = rng.random((count, 14, 14)) * (rng.random((count, 14, 14)) < 0.25)
    return np.kron(squares, np.ones((2, 2))).astype(np.float32)[..., None]


class Trainings:
    """The trainings of one submission, each made when it is first asked for.

    Args:
        learner: the learner's modules.
        rng_of: random numbers by the submission's seed and a name.
        dataset: where digits are drawn from.
    """

    def __init__(self, learner: Any, rng_of: Callable[[str], np.random.Generator], dataset: Dataset) -> None:
        self._learner = learner
        self._rng_of = rng_of
        self._dataset = dataset
        self._audit: Audit | LearnerFailure | None = None
        self._accuracy_together: float | None = None

    def audit(self) -> Audit:
        """The audited training; where it failed once, it fails again at once."""
        if self._audit is None:
            try:
                self._audit = self._audited()
            except LearnerFailure as failure:
                self._audit = failure
        if isinstance(self._audit, LearnerFailure):
            raise self._audit
        return self._audit

    def _audited(self) -> Audit:
        rng = self._rng_of("audit")
        before = network.initial_weights(rng)
        images, labels = patterns(rng, IMAGES + VALIDATION), rng.integers(0, 10, IMAGES + VALIDATION)
        validation = images[IMAGES:], labels[IMAGES:]
        training = self._learner.training
        model = training.place_model(network.LAYERS, before, RATE)
        returned = training.train(
            model, images[:IMAGES], labels[:IMAGES], validation, epochs=EPOCHS, batch_size=BATCH
        )
        after = trained_weights(model)
        ledger = open_ledger(before, after, images, labels)
        probabilities = network.run(after, images).probabilities
        losses, right = network.cross_entropy(probabilities, labels), probabilities.argmax(axis=1) == labels
        return Audit(
            returned,
            ledger.shares[:IMAGES],
            ledger.shares[IMAGES:],
            float(losses[IMAGES:].mean()),
            float(right[IMAGES:].mean()),
            float(losses[:IMAGES].mean()),
            _problem(before, after, ledger),
        )

    def check_own_train(self) -> None:
        """Check that the learner's `train` reaches 0.90 with the reference's compiled model.

        Raises:
            LearnerFailure: it does not, in two runs.
        """
        self._check(TRAIN_REACHES, self._own_train)

    def check_own_compile(self) -> None:
        """Check that the reference's training reaches 0.60 with what the learner's `compile_model` compiled.

        Raises:
            LearnerFailure: it does not, in two runs.
        """
        self._check(COMPILE_REACHES, self._own_compile)

    def _check(self, threshold: float, run: Callable[["_Sample"], Kept]) -> None:
        if self._together() >= threshold:
            return
        reached = []
        for attempt in ("first", "second"):
            sample = self._sample(f"{run.__name__} {attempt}")
            reached.append(sample.accuracy(trained_weights(run(sample)), threshold))
            if reached[-1] >= threshold:
                return
        raise CheckFailed(
            f"After it, the network read {max(reached):.0%} of {TESTED_WITH} unseen digits rightly, "
            f"the better of two runs; {threshold:.0%} is asked for."
        )

    def _together(self) -> float:
        """Accuracy after the learner's own `compile_model` and `train`; 0 where that proves nothing.

        One training then serves two tests. It speaks for `compile_model` only where the audit has shown that
        `train` adds nothing of its own, and so it is made only where the audit went well before.
        """
        if self._accuracy_together is None:
            self._accuracy_together = 0.0
            if isinstance(self._audit, Audit) and self._audit.clean:
                sample = self._sample("together")
                with suppress(LearnerFailure):
                    model = self._place(sample)
                    self._learner.training.compile_model(model)
                    self._own_training(model, sample)
                    self._accuracy_together = sample.accuracy(trained_weights(model), TRAIN_REACHES)
        return self._accuracy_together

    def _own_train(self, sample: "_Sample") -> Kept:
        model = self._place(sample, learning_rate=ADAM)
        self._own_training(model, sample)
        return model

    def _own_compile(self, sample: "_Sample") -> Kept:
        model = self._place(sample)
        self._learner.training.compile_model(model)
        model.fit(sample.images, sample.labels, TRAINED_EPOCHS, TRAINED_BATCH)
        return model

    def _own_training(self, model: Kept, sample: "_Sample") -> None:
        self._learner.training.train(
            model,
            sample.images,
            sample.labels,
            (sample.unseen_images[:VALIDATION], sample.unseen_labels[:VALIDATION]),
            epochs=TRAINED_EPOCHS,
            batch_size=TRAINED_BATCH,
        )

    def _place(self, sample: "_Sample", learning_rate: float | None = None) -> Kept:
        model: Kept = self._learner.training.place_model(network.LAYERS, sample.weights, learning_rate)
        return model

    def _sample(self, name: str) -> "_Sample":
        rng = self._rng_of(name)
        images = np.concatenate([self._dataset.train_images, self._dataset.test_images])
        labels = np.concatenate([self._dataset.train_labels, self._dataset.test_labels]).astype(np.int64)
        drawn = rng.permutation(len(images))[: TRAINED_WITH + TESTED_WITH]
        prepared, labels = (images[drawn] / np.float32(255))[..., None], labels[drawn]
        return _Sample(
            network.initial_weights(rng),
            prepared[:TRAINED_WITH],
            labels[:TRAINED_WITH],
            prepared[TRAINED_WITH:],
            labels[TRAINED_WITH:],
        )


@dataclass(frozen=True)
class _Sample:
    """Weights to start from, digits to train with, and others to see what was learned."""

    weights: list[Array]
    images: Array
    labels: Array
    unseen_images: Array
    unseen_labels: Array

    def accuracy(self, weights: list[Array], enough: float) -> float:
        """Share of the unseen digits that are read rightly, 0 to 1; no less than that once it is enough."""
        right, total = 0, len(self.unseen_labels)
        for start in range(0, total, _PORTION):
            part = slice(start, start + _PORTION)
            read = network.run(weights, self.unseen_images[part]).probabilities.argmax(axis=1)
            right += int((read == self.unseen_labels[part]).sum())
            if right >= enough * total:
                break
        return right / total


def trained_weights(model: Kept) -> list[Array]:
    """The weights of one of the kit's models after learner code had it.

    Raises:
        LearnerFailure: they can't be had, or are those of another network.
    """
    weights = model.weights()
    if [values.shape for values in weights] != list(network.WEIGHT_SHAPES):
        raise CheckFailed("changed the layers of the model that it was given.")
    return weights


def _problem(before: list[Array], after: list[Array], ledger: Ledger) -> str:
    moved = [not np.array_equal(old, new) for old, new in zip(before, after, strict=True)]
    if not any(moved):
        return "The model's weights are the same as before: nothing was learned."
    if not all(moved):
        return "Some of the model's layers did not learn."
    if ledger.unexplained > _UNEXPLAINED:
        return (
            "The model's weights moved in another way than training on these images with the model's own "
            "optimiser moves them. Were the images changed, or the model compiled anew?"
        )
    return ""
