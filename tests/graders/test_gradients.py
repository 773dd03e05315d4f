"""The judge's gradients are slopes of its own loss."""

import numpy as np

from graders import network
from graders.gradients import gradients
from graders.inputs import Array


def test_a_small_move_changes_the_loss_as_the_gradient_says() -> None:
    rng = np.random.default_rng(3)
    weights = [values.astype(np.float64) for values in network.initial_weights(rng)]
    images, labels = rng.random((5, 28, 28, 1)), rng.integers(0, 10, 5)

    def loss(moved: int, move: Array) -> float:
        changed = [values + (move if index == moved else 0) for index, values in enumerate(weights)]
        return float(network.cross_entropy(network.run(changed, images).probabilities, labels).mean())

    for index, gradient in enumerate(gradients(weights, images, labels)):
        assert gradient.shape == network.WEIGHT_SHAPES[index]
        move = rng.normal(size=gradient.shape) * 1e-7
        slope = loss(index, move) - loss(index, -move)
        assert np.isclose(slope, 2 * np.sum(gradient * move), rtol=1e-3, atol=1e-13), index
