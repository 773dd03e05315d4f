"""A training audited by arithmetic: how much each image has counted, read off the change of the weights.

Who trains with plain SGD at a tiny rate moves the weights by the sum of all steps' gradients, each taken at
weights that are nearly those of the start. So the change is a sum of the single images' gradients there, and
how much of each is in it can be solved for: an image counts 1/n in a step whose batch holds n images. Nothing
that a worker says is believed. It can only send weights, and those that pass were made by such a training.
"""

from dataclasses import dataclass

import numpy as np

from graders import network
from graders.inputs import Array

RATE = 2e-5
"""Learning rate: larger, and gradients change on the way; smaller, and float32 swallows the steps."""


@dataclass(frozen=True)
class Ledger:
    """What images have contributed to a training.

    Attributes:
        shares: `(N,)`, for each image the sum of 1/n over all steps in whose batch of n images it was; their
            sum is then the number of steps.
        unexplained: how much of the change (its square) the images do not explain, 0 to 1.
    """

    shares: Array
    unexplained: float


def open_ledger(before: list[Array], after: list[Array], images: Array, labels: Array) -> Ledger:
    """Find out how much each of some images has contributed to the change of the network's weights.

    The change of the two Dense layers is enough. Their gradients for one image are outer products: of what
    goes into the layer, and of how the loss changes with what comes out of it. So all products of gradients
    with one another are found without writing any of them down.

    Args:
        before: weights at the start.
        after: weights after plain SGD at `RATE`, with the mean cross-entropy of each batch as the loss.
        images: `(N, 28, 28, 1)`, all that may have been learned from, none twice.
        labels: `(N,)`, whole numbers.
    """
    start = network.run(before, images)
    errors = start.probabilities - np.eye(10)[labels]
    errors_of_hidden = (errors @ before[6].astype(np.float64).T) * (start.hidden > 0)
    layers = [(start.features, errors_of_hidden), (start.hidden, errors)]
    products = sum(
        ((inputs @ inputs.T + 1) * (outputs @ outputs.T) for inputs, outputs in layers), np.zeros(1)
    )
    moves = [new.astype(np.float64) - old for old, new in zip(before[4:], after[4:], strict=True)]
    along = np.zeros(len(images))
    for (inputs, outputs), kernel, biases in zip(layers, moves[::2], moves[1::2], strict=True):
        along += np.sum((inputs @ kernel + biases) * outputs, axis=1)
    coefficients = np.linalg.solve(products, along)
    length = sum(float(np.sum(move**2)) for move in moves)
    explained = coefficients @ products @ coefficients / length if length else 0.0
    return Ledger(shares=-coefficients / RATE, unexplained=float(np.clip(1 - explained, 0, 1)))
