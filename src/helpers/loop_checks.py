"""What the visible checks of custom_loop.py are made of."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from helpers.checks import check, wrong_answer
from helpers.learner import Answer
from helpers.probes import LineProbe, TapeProbe
from helpers.rendering import describe, short


def overshooting(labels: Any, outputs: Any) -> Any:
    """A loss: how far an output is from its label on average, and twice that where it is too large."""
    import keras

    outputs = keras.ops.convert_to_tensor(outputs, dtype="float32")
    too_large = outputs - keras.ops.convert_to_tensor(labels, dtype="float32")
    return keras.ops.mean(keras.ops.relu(too_large) * 2 + keras.ops.relu(-too_large))


def check_step(answer: Answer, probe: LineProbe, weight: float) -> None:
    """Check where one step moved the weight.

    Args:
        answer: what `train_step` gave for the probe.
        probe: the model with one weight.
        weight: where the weight should be.

    Raises:
        CheckFailedError: the weight is elsewhere.
    """
    found = probe.weight
    if np.isclose(found, weight):
        return
    cause = "another loss was differentiated: it has to be `loss_fn(labels, outputs)`, in this order."
    if found == 1:
        cause = "no gradient was applied, or the answer was computed outside of the tape's block."
    elif np.isclose(found - 1, 1 - weight):
        cause = "the weight was moved in the direction in which the loss grows."
    raise wrong_answer(answer, f"a step from 1.0 to {short(found)}", f"a step to {short(weight)}", cause)


def check_either(answer: Answer, expected: float, other: float) -> None:
    """Check a number that may be worked out in two ways.

    Args:
        answer: what a learner's function gave.
        expected: the usual right number.
        other: the other right number.

    Raises:
        CheckFailedError: it is neither.
    """
    value = answer.value.item() if isinstance(answer.value, np.generic) else answer.value
    check(answer, other if isinstance(value, float) and np.isclose(value, other, 1e-4) else expected)


def check_rounds(answer: Answer, probe: TapeProbe, epochs: int, batch_size: int) -> None:
    """Check which images each step learned from.

    Args:
        answer: what `fit_by_hand` gave for the probe.
        probe: its images and its model.
        epochs: the right number of epochs, two or more.
        batch_size: the right size of a batch.

    Raises:
        CheckFailedError: images are missing or come twice, batches have another size, or nothing is shuffled.
    """
    total = len(probe.images)
    right = [min(batch_size, total - start) for start in range(0, total, batch_size)] * epochs
    sizes = [len(step) for step in probe.steps]
    if sizes != right:
        cause = None
        if sizes == [size for size in right if size == batch_size]:
            cause = "the last, short batch of each epoch is missing."
        elif sizes and len(sizes) % epochs:
            cause = "`epochs` or `batch_size` is not used everywhere."
        raise wrong_answer(answer, _steps(sizes), _steps(right), cause)
    steps = len(right) // epochs
    rounds = [list(chain(*probe.steps[start : start + steps])) for start in range(0, len(right), steps)]
    if any(sorted(order) != list(range(total)) for order in rounds):
        cause = "images are drawn at random for each batch. Shuffle once an epoch, then go through them."
        raise wrong_answer(answer, "an epoch without some of the images", f"all {total} in each", cause)
    if list(range(total)) in rounds:
        raise wrong_answer(
            answer, "the images in the order they came in", "another order each epoch", "nothing is shuffled."
        )
    if rounds[0] == rounds[1]:
        cause = "the images are shuffled once, before the first epoch."
        raise wrong_answer(answer, "the same order in two epochs", "another order each epoch", cause)


def check_falling_losses(answer: Answer, epochs: int) -> None:
    """Check a list with the mean loss of each epoch, on images that are easy to learn.

    Args:
        answer: what `fit_by_hand` gave.
        epochs: the right length, two or more.

    Raises:
        CheckFailedError: it is no such list, or the loss does not fall.
    """
    losses = answer.value
    if not isinstance(losses, list) or len(losses) != epochs:
        cause = "a `return` is missing at the end of the function." if losses is None else None
        raise wrong_answer(answer, describe(losses), f"a list of {epochs} losses", cause)
    if not all(isinstance(loss, float | np.floating) for loss in losses):
        cause = "`float(...)` makes a number of a tensor."
        raise wrong_answer(answer, _listed(losses), "a list of floats", cause)
    if not losses[-1] < losses[0]:
        cause = "images and labels are shuffled apart from each other, or the steps lead the wrong way."
        raise wrong_answer(answer, _listed(losses), "losses that become smaller", cause)


def _listed(losses: Sequence[Any]) -> str:
    return f"[{', '.join(short(loss) for loss in losses[:5])}]"


def _steps(sizes: Sequence[int]) -> str:
    listed = ", ".join(map(str, sizes[:12])) + (", ..." if len(sizes) > 12 else "")
    return f"{len(sizes)} steps, with {listed} images" if sizes else "no step"
