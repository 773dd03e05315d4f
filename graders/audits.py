"""A short training of the learner's at a tiny rate, and what the judge finds out about it by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders import network
from graders.inputs import Array
from graders.ledger import RATE, Ledger, open_ledger
from grading.checking import describe
from grading.failures import CheckFailed
from grading.kept import HistoryFacts, Kept

IMAGES, BATCH, EPOCHS, VALIDATION = 73, 16, 2, 24
"""The training: its last batch is a short one, of 9 images."""

STEPS = EPOCHS * -(-IMAGES // BATCH)
_UNEXPLAINED = 0.05


@dataclass(frozen=True)
class Audit:
    """What is known of the training.

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

    @property
    def usual_share(self) -> float:
        """How much most of the training images counted: in each epoch once, in a full batch."""
        return float(np.median(self.shares))

    def history(self) -> HistoryFacts:
        """The numbers of the History that came back.

        Raises:
            LearnerFailure: something else came back.
        """
        if not isinstance(self.returned, Kept) or self.returned.type_name in ("Sequential", "Functional"):
            raise CheckFailed(
                f"should return the History that Keras's `fit` gives; it gave {describe(self.returned)}."
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
        unusual = np.abs(self.shares - self.usual_share) * BATCH > 0.25
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


def _labels(rng: np.random.Generator) -> Array:
    """Labels by chance, but one is frequent, and all of the validation images have it.

    So the validation loss falls with every step, and a callback that restores the best weights does no harm.
    """
    frequent, labels = rng.integers(0, 10), rng.integers(0, 10, IMAGES + VALIDATION)
    labels[rng.random(len(labels)) < 0.3] = frequent
    labels[IMAGES:] = frequent
    return labels


def audited(training: Any, rng: np.random.Generator) -> Audit:
    """Have a learner's `train` make the training, and look at what became of the weights.

    Args:
        training: the learner's module.
        rng: for weights, images and labels.

    Raises:
        LearnerFailure: there are no weights to look at.
    """
    before = network.initial_weights(rng)
    images, labels = patterns(rng, IMAGES + VALIDATION), _labels(rng)
    # In the order of their losses, so that the mean over a part of them is another one.
    probabilities = network.run(before, images[IMAGES:]).probabilities
    images[IMAGES:] = images[IMAGES:][network.cross_entropy(probabilities, labels[IMAGES:]).argsort()]
    validation = images[IMAGES:], labels[IMAGES:]
    model = training.place_model(network.LAYERS, before, RATE)
    # A model that has learned before is trained like any other: its optimiser counts its steps.
    model.fit(images[:BATCH], labels[:BATCH], 1, BATCH)
    model.set_weights(before)
    returned = training.train(
        model, images[:IMAGES], labels[:IMAGES], validation, epochs=EPOCHS, batch_size=BATCH
    )
    after = trained_weights(model)
    ledger = open_ledger(before, after, images, labels)
    probabilities = network.run(after, images).probabilities
    losses, right = network.cross_entropy(probabilities, labels), probabilities.argmax(axis=1) == labels
    return Audit(
        returned,
        shares=ledger.shares[:IMAGES],
        validation_shares=ledger.shares[IMAGES:],
        validation_loss=float(losses[IMAGES:].mean()),
        validation_accuracy=float(right[IMAGES:].mean()),
        loss=float(losses[:IMAGES].mean()),
        problem=_problem(before, after, ledger),
    )


_BRIEF: tuple[tuple[int, dict[str, int]], ...] = (
    (7, {"epochs": 2, "batch_size": 3}),
    (6, {"epochs": 1, "batch_size": 3}),
    (4, {"epochs": 2, "batch_size": 9}),
    (40, {"epochs": 1}),
)
"""Numbers of images, epochs and sizes of batches: one left over, none, fewer than a batch, the usual one.

There are so few epochs that no callback which waits for progress has a reason to change the learning rate.
"""


def brief_audits(training: Any, rng: np.random.Generator) -> Iterator[tuple[int, float]]:
    """Have a learner's `train` make brief trainings.

    Args:
        training: the learner's module.
        rng: for weights, images and labels.

    Yields:
        The right number of steps of a training, and how many were made.

    Raises:
        LearnerFailure: one of them failed, or left no weights to look at.
    """
    before = network.initial_weights(rng)
    # Of the type in which data sets keep labels.
    images, labels = patterns(rng, 50), rng.integers(0, 10, 50).astype(np.uint8)
    model = training.place_model(network.LAYERS, before, RATE)
    for count, arguments in _BRIEF:
        model.set_weights(before)
        training.train(model, images[:count], labels[:count], (images[45:], labels[45:]), **arguments)
        ledger = open_ledger(before, trained_weights(model), images, labels)
        steps = arguments["epochs"] * -(-count // arguments.get("batch_size", 32))
        yield steps, float(ledger.shares[:count].sum())


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
    # Also where it is not a number, because the weights are so large.
    if not ledger.unexplained <= _UNEXPLAINED:
        return (
            "The model's weights moved in another way than training on these images with the model's own "
            "optimiser moves them. Were the images changed, or the model compiled anew?"
        )
    return ""
