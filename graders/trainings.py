"""Whole trainings on real digits, which several hidden tests share: do they learn?"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders import audits, network
from graders.audits import VALIDATION, Audit, audited, trained_weights
from graders.brief_trainings import Brief, brief_trainings
from graders.compiling import note_compiled, note_learning
from graders.inputs import Array
from grading.failures import CheckFailed, LearnerFailure
from grading.kept import Kept
from helpers.data import Dataset

TRAINED_WITH, TESTED_WITH = 1297, 500
"""Images that are drawn; together they are all of the embedded digits."""

EPOCHS, BATCH = 5, 32
TRAIN_REACHES, COMPILE_REACHES = 0.90, 0.60
ADAM = 0.0
"""What `place_model` takes for Adam as Keras sets it."""

_PORTION = 100
_DESCENT = 0.05


class Trainings:
    """The trainings of one submission, each made when it is first asked for.

    Args:
        learner: the learner's modules.
        rng_of: random numbers by the submission's seed and a name.
        dataset: where digits are drawn from.
    """

    def __init__(self, learner: Any, rng_of: Callable[[str], np.random.Generator], dataset: Dataset) -> None:
        self._learner = learner
        self._training = learner.training
        self._rng_of = rng_of
        self._dataset = dataset
        self._audit: Audit | LearnerFailure | None = None
        self._accuracy_together: float | None = None
        self._own_compile: tuple[list[Array], Kept, object] | None = None

    def audit(self) -> Audit:
        """The audited training; where it failed once, it fails again at once."""
        self._learner.function = "train"  # What is said of it is said of this function, in each of the tests.
        if self._audit is None:
            try:
                self._audit = audited(self._training, self._rng_of("audit"))
            except LearnerFailure as failure:
                self._audit = failure
        if isinstance(self._audit, LearnerFailure):
            raise self._audit.with_traceback(None)
        return self._audit

    def brief_trainings(self) -> Iterator[Brief]:
        """Brief trainings, each made when it is asked for.

        Raises:
            LearnerFailure: one of them failed.
        """
        return brief_trainings(self._training, self._rng_of("brief trainings"))

    def readable(self) -> Audit:
        """The audited training, which the weights tell of.

        Raises:
            LearnerFailure: it failed, or was no plain training.
        """
        audit = self.audit()
        self.saw("way", audit.way)
        audit.require_readable()
        return audit

    def saw(self, aspect: str, outcome: Any, *settings: Any) -> None:
        """Note what was found out about the learner's `train`; see `grading.learner.Learner.saw`."""
        self._learner.saw("train", aspect, outcome, *settings)

    def check_own_train(self) -> None:
        """Check that the learner's `train` reaches 0.90 with the reference's compiled model.

        Raises:
            LearnerFailure: it does not, in two runs, or what it did was no training.
        """
        self.readable()
        self._check(TRAIN_REACHES, self.by_own_train)

    def check_own_compile(self) -> None:
        """Check that the reference's training reaches 0.60 with what the learner's `compile_model` compiled.

        Raises:
            LearnerFailure: it does not, in two runs.
        """
        try:
            self._check(COMPILE_REACHES, self.by_own_compile)
        except LearnerFailure as failure:
            if self._own_compile is not None:
                before, model, returned = self._own_compile
                how = note_learning(self._learner, before, model, failure)
                # Where steps are too small, the loss is not why.
                if how != "hardly moves":
                    note_compiled(self._learner, model, returned, self._rng_of("compiled"))
            raise

    def _check(self, threshold: float, run: Callable[["Sample"], list[Array]]) -> None:
        if self._together() >= threshold:
            return
        reached = []
        for attempt in ("first", "second"):
            sample = self.sample(f"{run.__name__} {attempt}")
            reached.append(sample.accuracy(run(sample), enough=threshold))
            if reached[-1] >= threshold:
                return
        if run == self.by_own_train:
            self.saw("may_reach", True, False)
        raise CheckFailed(
            f"After it, the network read {max(reached):.1%} of {TESTED_WITH} unseen digits rightly, "
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
                sample = self.sample("together")
                with suppress(LearnerFailure):
                    weights = self._train(self._compiled(sample), sample)
                    self._accuracy_together = sample.accuracy(weights, enough=TRAIN_REACHES)
        return self._accuracy_together

    def by_own_train(self, sample: "Sample") -> list[Array]:
        """Weights after the learner's `train` on the reference's compiled model.

        Raises:
            LearnerFailure: there are none, or they are not what came of the weights at the start.
        """
        return self._train(self._place(sample, learning_rate=ADAM), sample)

    def by_own_compile(self, sample: "Sample") -> list[Array]:
        """Weights after the reference's training of a model that the learner's `compile_model` compiled.

        Raises:
            LearnerFailure: as above.
        """
        model = self._compiled(sample)
        model.fit(sample.images, sample.labels, EPOCHS, BATCH)
        return _descended(sample, model)

    def sample(self, name: str) -> "Sample":
        """What a training needs, drawn by the submission's seed and a name."""
        rng = self._rng_of(name)
        images = np.concatenate([self._dataset.train_images, self._dataset.test_images])
        labels = np.concatenate([self._dataset.train_labels, self._dataset.test_labels]).astype(np.int64)
        drawn = rng.permutation(len(images))[: TRAINED_WITH + TESTED_WITH]
        prepared, labels = (images[drawn] / np.float32(255))[..., None], labels[drawn]
        return Sample(
            network.initial_weights(rng),
            prepared[:TRAINED_WITH],
            labels[:TRAINED_WITH],
            prepared[TRAINED_WITH:],
            labels[TRAINED_WITH:],
        )

    def _place(self, sample: "Sample", learning_rate: float | None = None) -> Kept:
        model: Kept = self._training.place_model(network.LAYERS, sample.weights, learning_rate)
        return model

    def _compiled(self, sample: "Sample") -> Kept:
        model = self._place(sample)
        self._own_compile = None
        returned = self._training.compile_model(model)
        self._own_compile = sample.weights, model, returned
        if any(
            not np.array_equal(old, new)
            for old, new in zip(sample.weights, trained_weights(model), strict=True)
        ):
            raise CheckFailed("changed the model's weights; compiling only says how they will be learned.")
        return model

    def _train(self, model: Kept, sample: "Sample") -> list[Array]:
        # A few of the unseen digits: who learns from them has failed the audit.
        validation = sample.unseen_images[:VALIDATION], sample.unseen_labels[:VALIDATION]
        # Epochs and batch size are left to what was promised for them, 5 and 32.
        returned = self._training.train(model, sample.images, sample.labels, validation)
        # Where no History came back, or one that lies, another test says so.
        if isinstance(returned, Kept) and returned.type_name == "History":
            epochs = len(returned.history().epochs)
            if isinstance(self._audit, Audit):
                recorded = self._audit.traces.recorded
                self.saw("recorded_in_both", (recorded, epochs), audits.EPOCHS, EPOCHS)
            if epochs != EPOCHS:
                raise CheckFailed(
                    f"trained for {epochs} epochs where nothing but the usual {EPOCHS} was asked for."
                )
        return _descended(sample, model)


@dataclass(frozen=True)
class Sample:
    """Weights to start from, digits to train with, and others to see what was learned.

    Attributes:
        weights: of the shapes `network.WEIGHT_SHAPES`.
        images: float32 `(1297, 28, 28, 1)`, 0 to 1.
        labels: int64 `(1297,)`.
        unseen_images: float32 `(500, 28, 28, 1)`.
        unseen_labels: int64 `(500,)`.
    """

    weights: list[Array]
    images: Array
    labels: Array
    unseen_images: Array
    unseen_labels: Array

    def accuracy(self, weights: list[Array], enough: float = 1.0) -> float:
        """Share of the unseen digits that the network reads rightly, from 0 to 1.

        Args:
            weights: the network's.
            enough: once so large a share of all is right, the others are not looked at.
        """
        right, total = 0, len(self.unseen_labels)
        for start in range(0, total, _PORTION):
            part = slice(start, start + _PORTION)
            read = network.run(weights, self.unseen_images[part]).probabilities.argmax(axis=1)
            right += int((read == self.unseen_labels[part]).sum())
            if right >= enough * total:
                break
        return right / total


def _descended(sample: Sample, model: Kept) -> list[Array]:
    """A model's weights, if they came of those at the start.

    Training moves most weights between Flatten and Dense but little, so what they become correlates with
    what they were: see the last column of `python -m tools.training_margins`. Weights from elsewhere do not.
    """
    weights = trained_weights(model)
    if any(np.array_equal(old, new) for old, new in zip(sample.weights, weights, strict=True)):
        raise CheckFailed("left some of the model's layers as they were.")
    # Weights that are all alike correlate with nothing: what comes out then is not a number.
    if not np.corrcoef(sample.weights[4].ravel(), weights[4].ravel())[0, 1] >= _DESCENT:
        raise CheckFailed("left weights in the model that do not come of training those that were there.")
    return weights
