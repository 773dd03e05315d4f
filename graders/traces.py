"""What an audited training left behind, described so that a mistake in `train` can be told from others."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from graders import network
from graders.inputs import Array
from graders.ledger import RATE, open_ledger

Numbers = tuple[float, float]
"""A loss, and the share of right predictions."""

_FAR = 10
_DESCENT = 0.05
_SAME_IMAGES = 0.01


class Way(Enum):
    """How the weights moved."""

    PLAIN = "as the images say, step by step"
    PALE = "as images say that are divided by 255"
    FAR = "further than the model's own optimiser goes"
    OTHER = "in another way, or not at all"


class Order(Enum):
    """Which images stand out, since a short batch held them."""

    SHUFFLED = "others than the last ones"
    SAME_AGAIN = "others than the last ones, and the same in every epoch"
    LAST_COUNT_MORE = "the last ones, which count more"
    LAST_COUNT_LESS = "the last ones, as many as a short batch holds, which count less"
    MORE_COUNT_LESS = "the last ones, another number of them, which count less"
    NONE = "none"


class Validated(Enum):
    """What the numbers of a History were measured on."""

    VALIDATION = "the validation images"
    TRAINING = "the training images"
    HELD_BACK = "those training images that were not learned from"
    PALE = "the validation images, divided by 255"
    LEARNED = "the validation images, which were learned from as well"
    OTHERS = "nothing that is known"


@dataclass(frozen=True)
class Traces:
    """What is known of a training's steps, as plain data.

    Attributes:
        shares: `(N,)`, how much each training image counted; see `graders.ledger.Ledger`.
        validation_shares: how much each validation image counted.
        recorded: how many epochs the History has; None where no History came back.
    """

    shares: Array
    validation_shares: Array
    recorded: int | None


@dataclass(frozen=True)
class Start:
    """What a training began with.

    Attributes:
        weights: of the network.
        images: those to train with, then those for validation.
        labels: of all of them.
        count: how many are to train with.
    """

    weights: list[Array]
    images: Array
    labels: Array
    count: int

    def way(self, after: list[Array], traces: Traces, steps_an_epoch: int, is_readable: bool) -> Way:
        """How the weights moved.

        Args:
            after: the weights that the training left.
            traces: what is known of its steps.
            steps_an_epoch: how many were right.
            is_readable: whether the images, as they were given, explain what became of all weights.
        """
        if is_readable:
            # In an epoch of batches of one image each image counts 1, and in no other more. Where no History
            # tells how many epochs there were, they may have been many.
            most = 1.5 * (traces.recorded or 15)
            return Way.PLAIN if float(np.median(traces.shares)) <= most else Way.FAR
        if any(np.array_equal(old, new) for old, new in zip(self.weights, after, strict=True)):
            return Way.OTHER
        if self._is_pale(after):
            return Way.PALE
        moved = [new.astype(np.float64) - old for old, new in zip(self.weights[4:], after[4:], strict=True)]
        steps = steps_an_epoch * (traces.recorded or 2)
        is_far = _length(moved) > _FAR * steps * RATE * self._slope()
        # Weights that were made elsewhere do not correlate with those at the start.
        is_descended = np.corrcoef(self.weights[4].ravel(), after[4].ravel())[0, 1] >= _DESCENT
        return Way.FAR if is_far and is_descended else Way.OTHER

    def _is_pale(self, after: list[Array]) -> bool:
        """Whether images that are divided by 255 explain the weights."""
        try:
            pale = open_ledger(self.weights, after, self.images / np.float32(255), self.labels)
        except np.linalg.LinAlgError:  # They are hardly to be told apart.
            return False
        return pale.unexplained <= _SAME_IMAGES

    def _slope(self) -> float:
        """Length of the gradient over all training images, of the Dense layers' weights."""
        images, labels = self.images[: self.count], self.labels[: self.count]
        found = network.run(self.weights, images)
        errors = (found.probabilities - np.eye(10)[labels]) / len(images)
        errors_of_hidden = (errors @ self.weights[6].astype(np.float64).T) * (found.hidden > 0)
        return _length(
            [
                found.features.T @ errors_of_hidden,
                errors_of_hidden.sum(axis=0),
                found.hidden.T @ errors,
                errors.sum(axis=0),
            ]
        )

    def measured(self, after: list[Array], traces: Traces) -> dict[Validated, Numbers]:
        """What may stand in a History as a validation's numbers, by what they were measured on."""
        training, unseen = slice(None, self.count), slice(self.count, None)
        probabilities = network.run(after, self.images).probabilities
        losses = network.cross_entropy(probabilities, self.labels)
        right = probabilities.argmax(axis=1) == self.labels
        pale = network.run(after, self.images[unseen] / np.float32(255)).probabilities
        found = {
            Validated.VALIDATION: (losses[unseen], right[unseen]),
            Validated.TRAINING: (losses[training], right[training]),
            Validated.PALE: (
                network.cross_entropy(pale, self.labels[unseen]),
                pale.argmax(axis=1) == self.labels[unseen],
            ),
        }
        held_back = traces.shares < 0.25 * np.median(traces.shares)
        if held_back.any():
            found[Validated.HELD_BACK] = losses[training][held_back], right[training][held_back]
        return {images: (float(of.mean()), float(share.mean())) for images, (of, share) in found.items()}


def validated(
    loss: float, of_validation: Numbers, measured: Mapping[Validated, Numbers], loss_of_all: float
) -> Validated:
    """What the last numbers in a History were measured on.

    Args:
        loss: the training loss in it.
        of_validation: the validation's loss and accuracy in it.
        measured: what they may be.
        loss_of_all: mean loss on training and validation images together.
    """
    for images, (right_loss, right_accuracy) in measured.items():
        if np.isclose(of_validation[0], right_loss, rtol=2e-3) and np.isclose(
            of_validation[1], right_accuracy, atol=1e-3
        ):
            if images is not Validated.VALIDATION or _is_about(loss, measured[Validated.TRAINING][0]):
                return images
            return Validated.LEARNED if _is_about(loss, loss_of_all) else Validated.OTHERS
    return Validated.OTHERS


def _is_about(loss: float, right: float) -> bool:
    """Whether a training's loss may be so; it is the mean over an epoch in which the model changed."""
    return bool(np.isclose(loss, right, rtol=0.1))


def _length(moves: list[Array]) -> float:
    return float(np.sqrt(sum(float(np.sum(move**2)) for move in moves)))
