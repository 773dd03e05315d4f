"""What the visible checks of custom_loop.py are made of."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from helpers.beliefs import Belief
from helpers.checks import check, wrong_answer
from helpers.learner import Answer, CheckFailedError
from helpers.probes import LineProbe, TapeProbe
from helpers.rendering import describe, short

_CAUSES_OF_MEANS = {
    Belief.LAST_LOSS_FOR_MEAN: "each number is the loss of the last batch.",
    Belief.SUM_FOR_MEAN: "each number is the sum over the batches.",
}


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
    beliefs: list[Belief] = []
    if found == 1:
        cause = "no gradient was applied, or the answer was computed outside of the tape's block."
        beliefs = [Belief.NO_GRADIENT_STEP]
    elif np.isclose(found - 1, 1 - weight):
        cause = "the weight was moved in the direction in which the loss grows."
        beliefs = [Belief.UPHILL]
    elif not probe.optimizer_used:
        beliefs = [Belief.OWN_OPTIMIZER]
    raise wrong_answer(
        answer, f"a step from 1.0 to {short(found)}", f"a step to {short(weight)}", cause, beliefs=beliefs
    )


def check_loss_of_batch(answer: Answer, before: float, after: float, images: int) -> None:
    """Check the loss of a batch, which may be worked out before the step or after it.

    Args:
        answer: what `train_step` gave.
        before: the loss before the step.
        after: the loss after the step.
        images: how many images are in the batch.

    Raises:
        CheckFailedError: it is neither.
    """
    value = answer.value.item() if isinstance(answer.value, np.generic) else answer.value
    try:
        check(answer, after if isinstance(value, float) and np.isclose(value, after, 1e-4) else before)
    except CheckFailedError as failure:
        if isinstance(value, float) and np.isclose(value, [before * images, after * images], 1e-4).any():
            failure.beliefs = (Belief.SUM_FOR_MEAN,)
        elif _is_tensor(value):
            failure.beliefs = (Belief.TENSOR_RETURNED,)
        raise


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
    steps = len(right) // epochs
    if sizes != right:
        cause = None
        beliefs = _beliefs_of_sizes(sizes, right[:steps], epochs) if probe.asked else []
        if sizes == [size for size in right if size == batch_size]:
            cause = "the last, short batch of each epoch is missing."
        elif sizes and len(sizes) % epochs:
            cause = "`epochs` or `batch_size` is not used everywhere."
        raise wrong_answer(answer, _steps(sizes), _steps(right), cause, beliefs=beliefs)
    rounds = [list(chain(*probe.steps[start : start + steps])) for start in range(0, len(right), steps)]
    if any(sorted(order) != list(range(total)) for order in rounds):
        cause = "images are drawn at random for each batch. Shuffle once an epoch, then go through them."
        raise wrong_answer(answer, "an epoch without some of the images", f"all {total} in each", cause)
    if list(range(total)) in rounds:
        gave, expected = "the images in the order they came in", "another order each epoch"
        beliefs = [Belief.UNSHUFFLED_BY_HAND]
        raise wrong_answer(answer, gave, expected, "nothing is shuffled.", beliefs=beliefs)
    if rounds[0] == rounds[1]:
        cause = "the images are shuffled once, before the first epoch."
        gave, expected, beliefs = (
            "the same order in two epochs",
            "another order each epoch",
            [Belief.SHUFFLED_ONCE],
        )
        raise wrong_answer(answer, gave, expected, cause, beliefs=beliefs)


def check_falling_losses(answer: Answer, probe: TapeProbe, epochs: int) -> None:
    """Check a list with the mean loss of each epoch, on images that are easy to learn.

    Args:
        answer: what `fit_by_hand` gave for the probe.
        probe: its images and its model.
        epochs: the right length, two or more.

    Raises:
        CheckFailedError: it is no such list, the loss does not fall, or it is that of one batch or of all.
    """
    losses = answer.value
    if not isinstance(losses, list) or len(losses) != epochs:
        cause = "a `return` is missing at the end of the function." if losses is None else None
        beliefs = []
        if (
            isinstance(losses, list)
            and losses
            and sum(map(len, probe.steps)) == len(losses) * len(probe.images)
        ):
            beliefs = [Belief.EPOCHS_IGNORED_BY_HAND]
        raise wrong_answer(answer, describe(losses), f"a list of {epochs} losses", cause, beliefs=beliefs)
    if not all(isinstance(loss, float | np.floating) for loss in losses):
        cause = "`float(...)` makes a number of a tensor."
        raise wrong_answer(answer, _listed(losses), "a list of floats", cause)
    if not losses[-1] < losses[0]:
        cause = "images and labels are shuffled apart from each other, or the steps lead the wrong way."
        beliefs = _beliefs_of_learning(probe)
        raise wrong_answer(answer, _listed(losses), "losses that become smaller", cause, beliefs=beliefs)
    if probe.mislabelled > 0.5:
        beliefs = [Belief.LABELS_LEFT_BEHIND]
        raise wrong_answer(
            answer, "images with the labels of others", "each with its own label", None, beliefs=beliefs
        )
    if belief := _belief_of_means(losses, np.array(probe.losses)):
        gave, expected = f"{_listed(losses)}", "the mean over the batches of each epoch"
        raise wrong_answer(answer, gave, expected, _CAUSES_OF_MEANS[belief], beliefs=[belief])


def _beliefs_of_sizes(sizes: Sequence[int], of_epoch: Sequence[int], epochs: int) -> list[Belief]:
    """What steps of another number or of other sizes come from."""
    if not sizes:
        return [Belief.NO_GRADIENT_STEP]
    if list(sizes) == [size for size in of_epoch if size == of_epoch[0]] * epochs:
        return [Belief.LAST_BATCH_LEFT_OUT]
    if list(sizes) == list(of_epoch) * (len(sizes) // len(of_epoch)):
        return [Belief.EPOCHS_IGNORED_BY_HAND]
    others = [min(sizes[0], sum(of_epoch) - start) for start in range(0, sum(of_epoch), sizes[0])]
    return [Belief.BATCH_SIZE_IGNORED_BY_HAND] if list(sizes) == others * epochs else []


def _beliefs_of_learning(probe: TapeProbe) -> list[Belief]:
    """Why nothing is learned."""
    if probe.asked and not probe.moved:
        return [Belief.NO_GRADIENT_STEP]
    return [Belief.LABELS_LEFT_BEHIND] if probe.mislabelled > 0.5 else []


def _belief_of_means(losses: Sequence[float], before: np.ndarray) -> Belief | None:
    """Whether the numbers of all epochs are sums, or those of the last batch; the kit knows every batch's."""
    if not len(before) or len(before) % len(losses):
        return None
    of_epochs = before.reshape(len(losses), -1)
    if of_epochs.shape[1] == 1:
        return None
    wrong = {Belief.SUM_FOR_MEAN: of_epochs.sum(axis=1)}
    # Where the losses hardly fall, every epoch's last one is near to its mean, before or after the steps.
    if not np.isclose(of_epochs[:, -1], of_epochs.mean(axis=1), rtol=0.01).all():
        wrong[Belief.LAST_LOSS_FOR_MEAN] = of_epochs[:, -1]
    return next((one for one, numbers in wrong.items() if np.allclose(losses, numbers, 1e-3)), None)


def _is_tensor(value: object) -> bool:
    return any(kind.__module__.startswith("tensorflow") for kind in type(value).__mro__)


def _listed(losses: Sequence[Any]) -> str:
    return f"[{', '.join(short(loss) for loss in losses[:5])}]"


def _steps(sizes: Sequence[int]) -> str:
    listed = ", ".join(map(str, sizes[:12])) + (", ..." if len(sizes) > 12 else "")
    return f"{len(sizes)} steps, with {listed} images" if sizes else "no step"
