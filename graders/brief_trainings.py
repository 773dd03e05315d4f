"""Trainings so brief that only their steps are counted: do batches come out right where they are few?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders import network
from graders.audits import patterns, trained_weights
from graders.ledger import RATE, open_ledger

_BRIEF: tuple[tuple[int, dict[str, int]], ...] = (
    (7, {"epochs": 2, "batch_size": 3}),
    (4, {"epochs": 2, "batch_size": 9}),
    (33, {"epochs": 1}),
    (32, {"epochs": 1}),
)
"""Numbers of images, epochs and sizes of batches: one left over, fewer than a batch, the usual one.

Of 33 images only batches of 17 to 32 make two steps, and of 32 only those of 32 and more make one.

There are so few epochs that no callback which waits for progress has a reason to change the learning rate.
"""


@dataclass(frozen=True)
class Brief:
    """A brief training.

    Attributes:
        images: how many there were.
        epochs: how many were asked for.
        batch_size: likewise.
        steps: how many were made.
    """

    images: int
    epochs: int
    batch_size: int
    steps: float

    @property
    def is_right(self) -> bool:
        """Whether there were as many steps as were asked for."""
        return abs(self.steps - self.epochs * -(-self.images // self.batch_size)) <= 0.25


def brief_trainings(training: Any, rng: np.random.Generator) -> Iterator[Brief]:
    """Have a learner's `train` make brief trainings.

    Args:
        training: the learner's module.
        rng: for weights, images and labels.

    Yields:
        What became of each.

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
        steps = float(ledger.shares[:count].sum())
        yield Brief(count, arguments["epochs"], arguments.get("batch_size", 32), steps)
