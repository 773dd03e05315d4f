"""A short training of the learner's at a tiny rate, and what the judge finds out about it by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graders import network
from graders.inputs import Array
from graders.ledger import RATE, Ledger, open_ledger
from graders.traces import Numbers, Order, Start, Traces, Validated, Way, validated
from grading.checking import describe
from grading.failures import CheckFailed, LearnerFailure
from grading.kept import HistoryFacts, Kept

IMAGES, BATCH, EPOCHS, VALIDATION = 73, 17, 2, 24
"""The training: its last batch is a short one, of 5 images. Nobody's usual batch is of 17."""

STEPS = EPOCHS * -(-IMAGES // BATCH)
_UNEXPLAINED = 0.05


@dataclass(frozen=True)
class Audit:
    """What is known of the training.

    Attributes:
        returned: what `train` gave back.
        traces: what it left behind.
        problem: why nothing can be told from the weights; "" where all is well.
        way: how the weights moved.
        measured: loss and accuracy afterwards, by what they are measured on.
    """

    returned: Any
    traces: Traces
    problem: str = ""
    way: Way = Way.PLAIN
    measured: Mapping[Validated, Numbers] = field(default_factory=dict)

    @property
    def gave_history(self) -> bool:
        """Whether what came back may be a History."""
        return _may_be_history(self.returned)

    @property
    def shares(self) -> Array:
        """`(73,)`, how much each training image counted; see `Ledger`."""
        return self.traces.shares

    @property
    def validation_shares(self) -> Array:
        """`(24,)`, how much each validation image counted."""
        return self.traces.validation_shares

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
        if not self.gave_history:
            raise CheckFailed(
                f"should return the History that Keras's `fit` gives; it gave {describe(self.returned)}."
            )
        history: HistoryFacts = self.returned.history()
        return history

    def validated(self, loss: float, of_validation: Numbers) -> Validated:
        """What the last numbers of a History were measured on."""
        losses = [self.measured[images][0] for images in (Validated.TRAINING, Validated.VALIDATION)]
        of_all = float(np.average(losses, weights=[IMAGES, VALIDATION]))
        return validated(loss, of_validation, self.measured, of_all)

    def require_readable(self) -> None:
        """Fail where the weights tell nothing."""
        if self.problem:
            raise CheckFailed(self.problem)

    @property
    def order(self) -> Order:
        """Which images were in the short batch at an epoch's end.

        An image in a short batch counts more, or nothing where that batch is left out. In a new order it
        holds others again: by chance the same ones once in ten million trainings.
        """
        unusual = np.abs(self.shares - self.usual_share) * BATCH > 0.25
        count = int(unusual.sum())
        if not count:
            return Order.NONE
        if not unusual[-count:].all():
            return Order.SAME_AGAIN if self.clean and count == IMAGES % BATCH else Order.SHUFFLED
        if self.shares[-1] > self.usual_share:
            return Order.LAST_COUNT_MORE
        return Order.LAST_COUNT_LESS if count == IMAGES % BATCH else Order.MORE_COUNT_LESS

    @property
    def learned_from_validation(self) -> int:
        """From how many validation images the model learned."""
        # The more was learned in all, the less exact is the ledger.
        least = max(0.5, 0.25 * self.usual_share * BATCH)
        return int((np.abs(self.validation_shares) * BATCH > least).sum())

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
    start = Start(network.initial_weights(rng), patterns(rng, IMAGES + VALIDATION), _labels(rng), IMAGES)
    images, labels = start.images, start.labels
    # In the order of their losses, so that the mean over a part of them is another one.
    probabilities = network.run(start.weights, images[IMAGES:]).probabilities
    images[IMAGES:] = images[IMAGES:][network.cross_entropy(probabilities, labels[IMAGES:]).argsort()]
    validation = images[IMAGES:], labels[IMAGES:]
    model = training.place_model(network.LAYERS, start.weights, RATE, reshuffles=True)
    # A model that has learned before is trained like any other: its optimiser counts its steps.
    model.fit(images[:BATCH], labels[:BATCH], 1, BATCH)
    model.set_weights(start.weights)
    returned = training.train(
        model, images[:IMAGES], labels[:IMAGES], validation, epochs=EPOCHS, batch_size=BATCH
    )
    after = trained_weights(model)
    ledger = open_ledger(start.weights, after, images, labels)
    traces = Traces(ledger.shares[:IMAGES], ledger.shares[IMAGES:], _recorded(returned))
    problem = _problem(start.weights, after, ledger)
    return Audit(
        returned,
        traces,
        problem,
        way=start.way(after, traces, STEPS // EPOCHS, is_readable=not problem),
        measured=start.measured(after, traces),
    )


def _may_be_history(returned: object) -> bool:
    return isinstance(returned, Kept) and returned.type_name not in ("Sequential", "Functional")


def _recorded(returned: Any) -> int | None:
    """How many epochs a History has; None where none came back, or it can't be read."""
    try:
        return len(returned.history().epochs) if _may_be_history(returned) else None
    except LearnerFailure:
        return None


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
