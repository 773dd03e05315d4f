"""The ledger reads off weights how much each image counted, however the training went."""

from collections.abc import Callable

import numpy as np
import pytest

from graders import network
from graders.audits import patterns
from graders.inputs import Array
from graders.ledger import RATE, open_ledger

COUNT, BATCH = 40, 8
Weights = list[Array]
Start = tuple[Weights, Array, Array]
Train = Callable[[list[Array]], Weights]


def gradients(weights: Weights, images: Array, labels: Array) -> Weights:
    """Mean gradients of the two Dense layers' weights; the convolutions before them are left as they are."""
    found = network.run(weights, images)
    errors = (found.probabilities - np.eye(10)[labels]) / len(images)
    errors_of_hidden = (errors @ weights[6].T) * (found.hidden > 0)
    return [
        found.features.T @ errors_of_hidden,
        errors_of_hidden.sum(axis=0),
        found.hidden.T @ errors,
        errors.sum(axis=0),
    ]


@pytest.fixture(scope="module")
def start() -> Start:
    rng = np.random.default_rng(3)
    return network.initial_weights(rng), patterns(rng, COUNT), rng.integers(0, 10, COUNT)


@pytest.fixture(scope="module")
def trained(start: Start) -> Train:
    """Trains with plain SGD on batches, each an array of the images' numbers."""

    def train(batches: list[Array]) -> Weights:
        before, images, labels = start
        weights = list(before)
        for batch in batches:
            steps = gradients(weights, images[batch], labels[batch])
            for index, step in enumerate(steps, 4):
                weights[index] = (weights[index] - RATE * step).astype(np.float32)
        return weights

    return train


def test_every_image_counts_as_often_as_it_was_learned_from(start: Start, trained: Train) -> None:
    order = np.random.default_rng(1).permutation(COUNT)
    batches = [*np.split(order, COUNT // BATCH), order[:BATCH]]
    before, images, labels = start
    ledger = open_ledger(before, trained(batches), images, labels)
    expected = np.full(COUNT, 1 / BATCH)
    expected[order[:BATCH]] *= 2
    assert np.abs(ledger.shares - expected).max() * BATCH < 0.2
    assert ledger.shares.sum() == pytest.approx(len(batches), abs=0.1)
    assert ledger.unexplained < 0.01


def test_images_of_a_short_batch_count_more(start: Start, trained: Train) -> None:
    before, images, labels = start
    ledger = open_ledger(before, trained([np.arange(8), np.arange(8, 10)]), images, labels)
    assert np.abs(ledger.shares[:8] - 1 / 8).max() < 0.05
    assert np.abs(ledger.shares[8:10] - 1 / 2).max() < 0.05
    assert np.abs(ledger.shares[10:]).max() < 0.05


def test_weights_from_elsewhere_are_explained_by_no_images(start: Start) -> None:
    before, images, labels = start
    ledger = open_ledger(before, network.initial_weights(np.random.default_rng(9)), images, labels)
    assert ledger.unexplained > 0.9


def test_untouched_weights_have_nothing_to_explain(start: Start) -> None:
    before, images, labels = start
    ledger = open_ledger(before, before, images, labels)
    assert not ledger.shares.any()
