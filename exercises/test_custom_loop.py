"""Visible checks of custom_loop.py.

`custom_loop` is your file. The probes hold images that can be told apart, and a model that notes which of
them a gradient was worked out for.
"""

import numpy as np

from helpers.loop_checks import (
    check_falling_losses,
    check_loss_of_batch,
    check_rounds,
    check_step,
    overshooting,
)
from helpers.probes import LineProbe, TapeProbe


def test_train_step_weight(custom_loop):
    """One step moves the weight by the rate times the gradient, in the direction in which the loss falls."""
    probe = LineProbe(rate=0.1)
    images, labels = np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0, 2.0])
    answer = custom_loop.train_step(probe.model, probe.optimizer, overshooting, images, labels)
    check_step(answer, probe, weight=0.6)


def test_train_step_loss(custom_loop):
    """The loss of the batch comes back as a number."""
    probe = LineProbe(rate=0.1)
    images, labels = np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0, 2.0])
    answer = custom_loop.train_step(probe.model, probe.optimizer, overshooting, images, labels)
    check_loss_of_batch(answer, before=2.0, after=0.6, images=3)


def test_fit_by_hand_rounds(custom_loop):
    """Every epoch goes over all images in a new order; the last batch may be shorter."""
    probe = TapeProbe(images=23)
    answer = custom_loop.fit_by_hand(probe.model, probe.images, probe.labels, epochs=3, batch_size=10)
    check_rounds(answer, probe, epochs=3, batch_size=10)


def test_fit_by_hand_learns(custom_loop):
    """The mean losses of the epochs come back, and they fall; each image keeps its label."""
    probe = TapeProbe(images=40)
    answer = custom_loop.fit_by_hand(
        probe.model, probe.images, probe.labels, epochs=4, batch_size=8, learning_rate=0.05
    )
    check_falling_losses(answer, probe, epochs=4)
