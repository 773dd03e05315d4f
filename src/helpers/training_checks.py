"""What the visible checks of `train` are made of: a model that watched a training says how it went."""

from collections.abc import Iterable, Sequence

import numpy as np

from helpers.beliefs import Belief
from helpers.checks import wrong_answer
from helpers.learner import Answer
from helpers.probes import FitProbe, batch_numbers
from helpers.rendering import describe
from helpers.training_beliefs import batch_sizes, fit_beliefs

_HISTORY = ("loss", "accuracy", "val_loss", "val_accuracy")


def check_steps(answer: Answer, probe: FitProbe, epochs: int, batch_size: int) -> None:
    """Check that a training went over all images as often as it should, in batches of the right size.

    Args:
        answer: what `train` gave for the probe.
        probe: its images and its model.
        epochs: the right number of epochs.
        batch_size: the right size of a batch.

    Raises:
        CheckFailedError: the training went another way; the text says which.
    """
    _check_undisturbed(answer, probe)
    total = len(probe.images)
    right_sizes = batch_sizes(total, batch_size)
    if len(probe.epochs) != epochs:
        cause = None if not probe.epochs else "`epochs` does not reach `fit`, or something stopped it early."
        beliefs = fit_beliefs(answer, probe, epochs, batch_size)
        raise wrong_answer(answer, _epochs(len(probe.epochs)), _epochs(epochs), cause, beliefs=beliefs)
    for number, batches in enumerate(probe.epochs, 1):
        sizes = [len(images) for images, _ in batches]
        # Keras takes the batches of a data set of the learner's own in any order.
        if sorted(sizes, reverse=True) != right_sizes:
            raise wrong_answer(
                answer,
                f"{_steps(sizes)} in epoch {number}",
                f"{_steps(right_sizes)}, for there are {total} images",
                _cause_of_sizes(sizes, right_sizes),
                beliefs=fit_beliefs(answer, probe, epochs, batch_size),
            )
        seen = batch_numbers(batches)
        if sorted(seen) != list(range(total)):
            missing = total - len(set(seen) & set(range(total)))
            cause = "images are drawn again and again instead of once an epoch."
            raise wrong_answer(
                answer, f"{missing} images that epoch {number} left out", f"all {total} in each epoch", cause
            )


def check_order(answer: Answer, probe: FitProbe) -> None:
    """Check that a training shuffled the images, anew in every epoch, and labels with them.

    Args:
        answer: what `train` gave for the probe, over two epochs or more.
        probe: its images and its model.

    Raises:
        CheckFailedError: the order is that of before, or labels are at other images.
    """
    _check_undisturbed(answer, probe)
    orders = [batch_numbers(batches) for batches in probe.epochs]
    if any(order == list(range(len(probe.images))) for order in orders):
        cause = "`shuffle=False`, or a loop or data pipeline of your own that keeps the order."
        raise wrong_answer(
            answer,
            "the images in the order they came in",
            "another order each epoch",
            cause,
            beliefs=[Belief.NEVER_SHUFFLED],
        )
    if len({tuple(order) for order in orders}) < len(orders):
        cause = "the images are shuffled once, before the training, and not for each epoch."
        raise wrong_answer(
            answer,
            "the same order in two epochs",
            "another order each epoch",
            cause,
            beliefs=[Belief.SHUFFLED_BEFORE_TRAINING],
        )
    for images, labels in _batches(probe):
        own = probe.labels[_fitting(images, len(probe.labels))]
        if not np.array_equal(labels.reshape(-1), own):
            cause = "images and labels are shuffled apart from each other, or the labels are changed."
            raise wrong_answer(answer, "images with the labels of others", "each with its own label", cause)


def check_validation(answer: Answer, probe: FitProbe) -> None:
    """Check that the validation data were asked about after each epoch and never learned from.

    Args:
        answer: what `train` gave for the probe.
        probe: its images and its model.

    Raises:
        CheckFailedError: something else was done with them.
    """
    if probe.learned & probe.unseen:
        cause = "the validation data are among the images that `fit` learns from."
        raise wrong_answer(
            answer,
            "validation images were learned from",
            "no step with one of them",
            cause,
            beliefs=[Belief.VALIDATION_LEARNED],
        )
    _check_undisturbed(answer, probe)
    asked = probe.asked
    if asked != probe.unseen:
        gave = "the model was asked about other images" if asked else "the model was not asked about any"
        cause = (
            "training images are held back for it (`validation_split`). They are for learning."
            if asked
            else "`validation_data` does not reach `fit`."
        )
        belief = Belief.VALIDATION_NOT_PASSED
        if asked:
            shared = asked & probe.learned
            belief = Belief.VALIDATED_ON_TRAINING if shared else Belief.VALIDATION_SPLIT_OFF
        expected = f"the {len(probe.unseen)} validation images, after each epoch"
        raise wrong_answer(answer, gave, expected, cause, beliefs=[belief])


def check_history(answer: Answer, probe: FitProbe, epochs: int) -> None:
    """Check that a training gave its History, with a number an epoch for each of its four figures.

    Args:
        answer: what `train` gave for the probe.
        probe: its images and its model.
        epochs: the right number of epochs.

    Raises:
        CheckFailedError: it gave something else.
    """
    import keras

    if not isinstance(answer.value, keras.callbacks.History):
        cause = None
        if answer.value is None:
            cause = "a `return` is missing: what `fit` gives is what is wanted."
        elif isinstance(answer.value, dict):
            cause = "this is the table inside of the History. Return the History itself."
        beliefs = [Belief.WRONG_RETURN] if probe.epochs else []
        raise wrong_answer(
            answer, describe(answer.value), "the History that `fit` gives", cause, beliefs=beliefs
        )
    history = answer.value.history
    if missing := [name for name in _HISTORY if name not in history]:
        without_validation = all("val_" in name for name in missing)
        raise wrong_answer(
            answer,
            f"a History with {', '.join(history) or 'nothing in it'}",
            f"one with {', '.join(_HISTORY)}",
            "`validation_data` does not reach `fit`." if without_validation else None,
            beliefs=[Belief.VALIDATION_NOT_PASSED] if without_validation and not probe.asked else [],
        )
    lengths = {len(history[name]) for name in _HISTORY}
    if lengths != {epochs}:
        cause = "`fit` is called several times, and only one History comes back, or `epochs` was changed."
        found = " or ".join(map(_epochs, sorted(lengths)))
        beliefs = [Belief.EPOCHS_IGNORED] if lengths == {len(probe.epochs)} else []
        raise wrong_answer(
            answer, f"a History of {found}", f"one of {_epochs(epochs)}", cause, beliefs=beliefs
        )


def _check_undisturbed(answer: Answer, probe: FitProbe) -> None:
    """Check that the model was trained as it is, with the images as they are."""
    if probe.diary.recompiled:
        cause = "`compile` is called in train. Leave the model as it was compiled."
        raise wrong_answer(
            answer,
            "a model that was compiled anew",
            "the model as it was compiled",
            cause,
            beliefs=[Belief.RECOMPILED],
        )
    if not probe.epochs:
        raise wrong_answer(answer, "a model that was not trained", "a training", "`fit` is not called.")
    if any(number < 0 for batches in probe.epochs for number in batch_numbers(batches)):
        cause = (
            "the pixels are changed on their way, divided once more for example. They are prepared already."
        )
        raise wrong_answer(
            answer,
            "a training on other pixels",
            "a training on the images as given",
            cause,
            beliefs=[Belief.SCALED_AGAIN] if probe.scaled_again else [],
        )


def _batches(probe: FitProbe) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    return (batch for batches in probe.epochs for batch in batches)


def _fitting(images: np.ndarray, total: int) -> list[int]:
    return [number % total for number in batch_numbers([(images, images)])]


def _steps(sizes: Sequence[int]) -> str:
    listed = ", ".join(map(str, sizes[:12])) + (", ..." if len(sizes) > 12 else "")
    return f"{len(sizes)} step{'s' * (len(sizes) != 1)}, with {listed} images"


def _epochs(number: int) -> str:
    return f"{number} epoch{'s' * (number != 1)}"


def _cause_of_sizes(sizes: Sequence[int], right: Sequence[int]) -> str:
    if list(sizes) == list(right[:-1]):
        return "the last short batch is missing (`//` rounds down, `drop_remainder` drops it)."
    if sum(sizes) < sum(right):
        return "a part of the images is held back (`validation_split`, `steps_per_epoch`)."
    if sum(sizes) > sum(right):
        return "more than the images is learned from, or one epoch goes over them more than once."
    return "`batch_size` does not reach `fit`."
