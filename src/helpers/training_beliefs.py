"""Which misconceptions a compiled model, or a training that a model watched, shows."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.beliefs import Belief
from helpers.checks import ATOL, RTOL
from helpers.learner import Answer
from helpers.probes import CompileProbe, FitProbe

_LOSSES = {
    "categoricalcrossentropy": Belief.ONE_HOT_LOSS,
    "meansquarederror": Belief.SQUARED_ERROR,
    "mse": Belief.SQUARED_ERROR,
    "binarycrossentropy": Belief.BINARY_LOSS,
}
# Plain gradient descent needs larger steps than optimisers that adapt theirs.
_USELESS_RATES = {"SGD": 1e-3}
_USELESS_RATE = 1e-4


def loss_beliefs(probe: CompileProbe, labels: Sequence[int], found: float | None) -> tuple[str, ...]:
    """What a wrong loss comes from: by its name, or else by the number that it gives.

    Args:
        probe: its model was compiled by the learner.
        labels: whole numbers, one for each of its images.
        found: the loss; None where it could not be worked out.
    """
    setting = getattr(probe.model, "loss", None)
    name = setting if isinstance(setting, str) else getattr(setting, "__name__", type(setting).__name__)
    plain = name.lower().replace("_", "")
    if plain in _LOSSES:
        return (_LOSSES[plain],)
    if getattr(setting, Belief.FROM_LOGITS, False):
        return (Belief.FROM_LOGITS,)
    if found is None:
        return ()
    numbers = _wrong_losses(probe.outputs, np.array(labels))
    return tuple(belief for belief, losses in numbers.items() if np.isclose(found, losses, RTOL, ATOL).any())


def rate_beliefs(network: Any) -> tuple[str, ...]:
    """Whether a network learned nothing because its steps were far too small.

    Args:
        network: a compiled model.
    """
    optimizer = getattr(network, "optimizer", None)
    try:
        rate = float(optimizer.learning_rate)  # type: ignore[union-attr]
    except (AttributeError, TypeError, ValueError):
        return ()
    limit = _USELESS_RATES.get(type(optimizer).__name__, _USELESS_RATE)
    return (Belief.USELESS_RATE,) if rate <= limit else ()


def fit_beliefs(answer: Answer, probe: FitProbe, epochs: int, batch_size: int) -> tuple[str, ...]:
    """What a training with another number of steps, or with steps of another size, comes from.

    Args:
        answer: what `train` gave for the probe.
        probe: its images and its model.
        epochs: the right number of epochs.
        batch_size: the right size of a batch.

    Returns:
        One way to be wrong, as `helpers.naming` takes them: an id, or two joined by `+`.
    """
    if probe.learned & probe.unseen:
        return (Belief.VALIDATION_LEARNED,)
    found = []
    # Who has another usual number than the task does not ignore what is said.
    if len(probe.epochs) != epochs and "epochs" in answer.before:
        found.append(Belief.EPOCHS_IGNORED)
    sizes = sorted([len(images) for images, _ in probe.epochs[0]], reverse=True) if probe.epochs else []
    total = len(probe.images)
    right = batch_sizes(total, batch_size)
    if sizes == right:
        pass
    elif probe.asked & set(range(total)):
        found.append(Belief.VALIDATION_SPLIT_OFF)
    elif sizes == right[:-1]:
        found.append(Belief.LAST_BATCH_DROPPED)
    elif sizes and sizes == batch_sizes(total, sizes[0]) and "batch_size" in answer.before:
        found.append(Belief.BATCH_SIZE_IGNORED)
    else:
        return ()
    return ("+".join(found),) if found else ()


def batch_sizes(total: int, batch_size: int) -> list[int]:
    """How many images are in each batch of an epoch."""
    return [min(batch_size, total - start) for start in range(0, total, batch_size)]


def _wrong_losses(outputs: np.ndarray, labels: np.ndarray) -> dict[str, list[float]]:
    rows = np.eye(outputs.shape[1])[labels]
    again = np.exp(outputs) / np.exp(outputs).sum(axis=1, keepdims=True)
    two_sided = rows * np.log(outputs) + (1 - rows) * np.log(1 - outputs)
    return {
        Belief.FROM_LOGITS: [float(-np.log(again[np.arange(len(labels)), labels]).mean())],
        Belief.SQUARED_ERROR: [
            float(((rows - outputs) ** 2).mean()),
            float(((rows - outputs) ** 2).sum(axis=1).mean()),
            float(((labels[:, np.newaxis] - outputs) ** 2).mean()),
        ],
        Belief.BINARY_LOSS: [float(-two_sided.mean()), float(-two_sided.sum(axis=1).mean())],
    }
