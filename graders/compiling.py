"""What a learner's `compile_model` made of a model, as several hidden tests look at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders import network
from graders.audits import patterns
from graders.inputs import Array
from grading.failures import CheckFailed, LearnerFailure, Raised
from grading.kept import Kept

_OUTPUTS = 10
_HARDLY = 0.05


@dataclass(frozen=True)
class OwnCompile:
    """A model that the learner compiled, and what it is asked about.

    Attributes:
        model: the model.
        images: `(40, 28, 28, 1)`.
        labels: `(40,)`.
        probabilities: `(40, 10)`, what the model gives.
    """

    model: Kept
    images: Array
    labels: Array
    probabilities: Array


@contextmanager
def own_compile(learner: Any, rng: np.random.Generator) -> Iterator[OwnCompile]:
    """A model that the learner compiled; where the test is not passed, note more of it.

    Raises:
        LearnerFailure: it is not compiled.
    """
    weights = sure_of_itself(rng)
    images, labels = patterns(rng, 40), rng.integers(0, 10, 40)
    model = learner.training.place_model(network.LAYERS, weights)
    returned = learner.training.compile_model(model)
    try:
        if not model.facts().compiled:
            raise CheckFailed(
                "left the model that it was given uncompiled; compile that one, and no copy of it."
            )
        yield OwnCompile(model, images, labels, network.run(weights, images).probabilities)
    except LearnerFailure:
        note_compiled(learner, model, returned, rng)
        raise


def sure_of_itself(rng: np.random.Generator) -> list[Array]:
    """Weights whose predictions differ much from image to image."""
    weights = network.initial_weights(rng)
    weights[-2] = weights[-2] * np.float32(8)
    return weights


def evaluation(learner: Any, aspect: str, own: OwnCompile) -> dict[str, float]:
    """What the learner's model reports on its images; an error is noted for this aspect."""
    try:
        return own.model.evaluation(own.images, own.labels)
    except Raised:
        settings = (own.probabilities, own.labels) if aspect == "loss" else ()
        learner.saw("compile_model", aspect, "error", *settings)
        raise


def note_compiled(learner: Any, model: Kept, returned: object, rng: np.random.Generator) -> None:
    """Note what is compiled after `compile_model`, and what its loss makes of outputs that are known.

    Only for tests that are not passed: what they see of the loss here costs nobody anything.
    """
    which = "the model" if _is_compiled(model) else "another one" if _is_compiled(returned) else "none"
    learner.saw("compile_model", "compiles", which)
    if which != "the model":
        return
    outputs, labels = known_outputs(rng)
    loss = _found(lambda: model.loss(outputs, labels))
    learner.saw("compile_model", "loss_of_numbers", loss, outputs, labels)
    if loss == "error":
        rows = np.eye(10, dtype=np.float32)[labels]
        loss = _found(lambda: model.loss(outputs, rows))
        learner.saw("compile_model", "loss_of_rows", loss, outputs, labels)


def note_learning(learner: Any, before: list[Array], model: Kept, failure: LearnerFailure) -> str:
    """Note how a training with the learner's `compile_model` went, which failed.

    Returns:
        "hardly moves", "astray" or "error".
    """
    how = "error" if isinstance(failure, Raised) else "astray"
    if how == "astray":
        with suppress(LearnerFailure):
            pairs = list(zip(before, model.weights(), strict=True))
            moved = sum(float(np.sum((new.astype(np.float64) - old) ** 2)) for old, new in pairs)
            length = sum(float(np.sum(old.astype(np.float64) ** 2)) for old, _ in pairs)
            # Where nothing goes wrong, Adam moves the weights by half of their length.
            how = "hardly moves" if moved < _HARDLY**2 * length else how
    learner.saw("compile_model", "learning", how)
    return how


def known_outputs(rng: np.random.Generator) -> tuple[Array, Array]:
    """Probabilities for 10 images and 10 classes, float32, and labels."""
    probabilities = network.softmax(rng.normal(0, 1, (_OUTPUTS, 10)))
    return probabilities.astype(np.float32), rng.integers(0, 10, _OUTPUTS)


def _is_compiled(found: object) -> bool:
    with suppress(LearnerFailure):
        return isinstance(found, Kept) and found.facts().compiled
    return False


def _found(ask: Callable[[], float]) -> float | str:
    try:
        return ask()
    except LearnerFailure:
        return "error"
