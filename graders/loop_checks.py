"""What the hidden tests of the bonus check alike, and what they note meanwhile to tell mistakes apart."""

from typing import Any

import numpy as np

from graders import loops, network, pixels
from graders.gradients import gradients
from graders.inputs import Array
from grading.checking import describe
from grading.failures import CheckFailed
from grading.kept import Kept


def after(model: Kept, before: list[Array]) -> list[Array]:
    """Weights of one of the kit's models after learner code had it."""
    weights = model.weights()
    if [values.shape for values in weights] != [values.shape for values in before]:
        raise CheckFailed("changed the layers of the model that it was given.")
    return weights


def as_float(value: object) -> float:
    """A number that the learner's function gave."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise CheckFailed(f"gave {describe(value)}; a float is asked for.")
    try:
        return float(value)
    except OverflowError:
        raise CheckFailed("gave a whole number larger than any float; a float is asked for.") from None


def mean_loss(weights: list[Array], images: Array, labels: Array) -> float:
    """Mean cross-entropy of the lesson's network."""
    return float(network.cross_entropy(network.run(weights, images).probabilities, labels).mean())


def check_one_step(
    learner: Any,
    before: list[Array],
    moved: list[Array],
    batch: tuple[Array, Array],
    rate: float,
    loss: object,
) -> None:
    """Check that weights moved as one step of plain SGD moves them."""
    moves = [new.astype(np.float64) - old for old, new in zip(before, moved, strict=True)]
    found = gradients(before, *batch)
    has_moved = any(move.any() for move in moves)
    motion = loops.motion_of(has_moved, loss, mean_loss(before, *batch))
    learner.saw("train_step", "motion", motion)
    if has_moved:
        learner.saw("train_step", "moves", loops.move_of(moves, found, rate, len(batch[1])))
    else:
        raise CheckFailed("left the model's weights as they were: nothing was learned.")
    if not all(move.any() for move in moves):
        raise CheckFailed("moved the weights of some layers only.")
    if not all(loops.is_step(move, gradient, rate) for move, gradient in zip(moves, found, strict=True)):
        raise CheckFailed(
            "moved the weights in another way than one step of the given optimiser on this batch."
        )


def fit(
    learner: Any, before: list[Array], images: Array, labels: Array, *more: Any, **settings: Any
) -> tuple[list[Array], Any]:
    """Weights of the network of `graders.pixels` after the learner's function trained it; what came back."""
    model = learner.custom_loop.place_model(pixels.LAYERS, before)
    value = learner.custom_loop.fit_by_hand(model, images, labels, *more, **settings)
    return after(model, before), value


def saw_motion(learner: Any, moves: Array, value: object, images: int, batch_size: int) -> None:
    """Note whether `fit_by_hand` moved any weights, from where every image has the same loss."""
    motion = loops.motion_of(bool(moves.any()), value, float(np.log(pixels.CLASSES)))
    learner.saw("fit_by_hand", "motion", motion, images, batch_size)


def epoch_losses(learner: Any, value: object, epochs: int) -> list[float]:
    """What came back, as a number for each epoch."""
    learner.saw("fit_by_hand", "kind", loops.kind_of_list(value))
    if not isinstance(value, list):
        raise CheckFailed(f"gave {describe(value)}; a list with a float for each epoch is asked for.")
    learner.saw("fit_by_hand", "count", len(value), epochs)
    if len(value) != epochs:
        raise CheckFailed(f"gave a list of {len(value)} values for {epochs} epochs.")
    return [as_float(loss) for loss in value]
