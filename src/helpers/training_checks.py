"""What the visible checks of training.py are made of: a model that watched a training says how it went."""

from collections.abc import Iterable, Sequence

import numpy as np

from helpers.checks import ATOL, RTOL, wrong_answer
from helpers.learner import Answer
from helpers.probes import CompileProbe, FitProbe, numbers
from helpers.rendering import describe, short

_HISTORY = ("loss", "accuracy", "val_loss", "val_accuracy")


def check_loss(answer: Answer, probe: CompileProbe, labels: Sequence[int]) -> None:
    """Check by an evaluation that a model was compiled with the right loss.

    Args:
        answer: what `compile_model` gave for the probe's model.
        probe: images with known outputs.
        labels: whole numbers, one an image.

    Raises:
        CheckFailedError: the model is not compiled, or evaluates to another loss.
    """
    right = probe.outputs[np.arange(len(labels)), labels]
    expected = float(-np.log(right).mean())
    found = _evaluated(answer, probe, labels)["loss"]
    if not np.isclose(found, expected, RTOL, ATOL):
        listed = ", ".join(f"{probability:g}" for probability in right)
        cause = "another loss than the one for probabilities and labels that are whole numbers."
        raise wrong_answer(
            answer,
            f"a model with the loss {short(found)} where the right digits have the probabilities {listed}",
            f"the loss {short(expected)}: the mean of minus the logarithms of these probabilities",
            cause,
        )


def check_metric(answer: Answer, probe: CompileProbe, labels: Sequence[int], expected: float) -> None:
    """Check by an evaluation that a model was compiled with the metric accuracy.

    Args:
        answer: what `compile_model` gave for the probe's model.
        probe: images with known outputs.
        labels: whole numbers, one an image.
        expected: the right accuracy, from 0 to 1.

    Raises:
        CheckFailedError: the model is not compiled, or does not report the right accuracy.
    """
    found = _evaluated(answer, probe, labels)
    if "accuracy" not in found:
        others = ", ".join(found)
        cause = 'compile was not told to report "accuracy", or under another name.'
        raise wrong_answer(answer, f"a model that reports {others}", "one that reports accuracy too", cause)
    if not np.isclose(found["accuracy"], expected, RTOL, ATOL):
        cause = 'another metric goes by that name. Ask Keras for "accuracy", and it picks the one that fits.'
        raise wrong_answer(
            answer,
            f"a model that reports accuracy {found['accuracy']:.3g}",
            f"accuracy {expected:.3g}, for that share of the outputs is right",
            cause,
        )


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
    right_sizes = [len(range(start, min(start + batch_size, total))) for start in range(0, total, batch_size)]
    if len(probe.epochs) != epochs:
        cause = None if not probe.epochs else "`epochs` does not reach `fit`, or something stopped it early."
        raise wrong_answer(answer, _epochs(len(probe.epochs)), _epochs(epochs), cause)
    for number, batches in enumerate(probe.epochs, 1):
        sizes = [len(images) for images, _ in batches]
        if sizes != right_sizes:
            raise wrong_answer(
                answer,
                f"{_steps(sizes)} in epoch {number}",
                f"{_steps(right_sizes)}, for there are {total} images",
                _cause_of_sizes(sizes, right_sizes),
            )
        seen = _numbers(batches)
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
    orders = [_numbers(batches) for batches in probe.epochs]
    if any(order == list(range(len(probe.images))) for order in orders):
        cause = "`shuffle=False`, or a loop or data pipeline of your own that keeps the order."
        raise wrong_answer(answer, "the images in the order they came in", "another order each epoch", cause)
    if len({tuple(order) for order in orders}) < len(orders):
        cause = "the images are shuffled once, before the training, and not for each epoch."
        raise wrong_answer(answer, "the same order in two epochs", "another order each epoch", cause)
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
    unseen = range(len(probe.images), len(probe.images) + len(probe.validation_data[0]))
    learned = {number for batches in probe.epochs for number in _numbers(batches)}
    if learned & set(unseen):
        cause = "the validation data are among the images that `fit` learns from."
        raise wrong_answer(answer, "validation images were learned from", "no step with one of them", cause)
    _check_undisturbed(answer, probe)
    asked = set(_numbers(probe.diary.asked))
    if asked != set(unseen):
        gave = "the model was asked about other images" if asked else "the model was not asked about any"
        cause = (
            "training images are held back for it (`validation_split`). They are for learning."
            if asked
            else "`validation_data` does not reach `fit`."
        )
        raise wrong_answer(answer, gave, f"the {len(unseen)} validation images, after each epoch", cause)


def check_history(answer: Answer, epochs: int) -> None:
    """Check that a training gave its History, with a number an epoch for each of its four figures.

    Args:
        answer: what `train` gave.
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
        raise wrong_answer(answer, describe(answer.value), "the History that `fit` gives", cause)
    history = answer.value.history
    if missing := [name for name in _HISTORY if name not in history]:
        raise wrong_answer(
            answer,
            f"a History with {', '.join(history) or 'nothing in it'}",
            f"one with {', '.join(_HISTORY)}",
            "`validation_data` does not reach `fit`." if all("val_" in name for name in missing) else None,
        )
    lengths = {len(history[name]) for name in _HISTORY}
    if lengths != {epochs}:
        cause = "`fit` is called several times, and only one History comes back, or `epochs` was changed."
        found = " or ".join(map(_epochs, sorted(lengths)))
        raise wrong_answer(answer, f"a History of {found}", f"one of {_epochs(epochs)}", cause)


def check_recognises(share: Answer, at_least: float) -> None:
    """Check how many images a network recognised that the learner's functions built and trained.

    Args:
        share: what `accuracy` gave for images that the network has not learned from.
        at_least: the share that has to be right, from 0 to 1.

    Raises:
        CheckFailedError: it is less, or no number.
    """
    found = share.value
    if not isinstance(found, (int, float, np.number)):
        raise wrong_answer(share, describe(found), "a share from 0 to 1", None)
    if not found >= at_least:
        raise wrong_answer(
            share,
            f"{found:.2f}, on digits that the network has not seen",
            f"{at_least:.2f} or more",
            "see first what the other checks say. If all of them pass: an optimiser with far too small or "
            "large steps.",
        )


def _evaluated(answer: Answer, probe: CompileProbe, labels: Sequence[int]) -> dict[str, float]:
    model = probe.model
    if not model.compiled:
        cause = "`compile` is not called, or on another model."
        raise wrong_answer(answer, "a model that is not compiled", "the same model, compiled", cause)
    try:
        figures = model.evaluate(probe.images, np.array(labels), verbose=0, return_dict=True)
    except Exception as error:  # a loss that does not fit fails in any way
        raise wrong_answer(
            answer,
            f"a model that stops with {type(error).__name__} when it is evaluated",
            f"one that can be evaluated with the labels {list(labels)}",
            "a loss or metric for labels in rows, such as [0, 0, 1]. Here labels are whole numbers.",
        ) from None
    return {name: float(figure) for name, figure in figures.items()}


def _check_undisturbed(answer: Answer, probe: FitProbe) -> None:
    """Check that the model was trained as it is, with the images as they are."""
    if probe.diary.recompiled:
        cause = "`compile` is called in train. Leave the model as it was compiled."
        raise wrong_answer(answer, "a model that was compiled anew", "the model as it was compiled", cause)
    if not probe.epochs:
        raise wrong_answer(answer, "a model that was not trained", "a training", "`fit` is not called.")
    if any(number < 0 for batches in probe.epochs for number in _numbers(batches)):
        cause = (
            "the pixels are changed on their way, divided once more for example. They are prepared already."
        )
        raise wrong_answer(answer, "a training on other pixels", "a training on the images as given", cause)


def _batches(probe: FitProbe) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    return (batch for batches in probe.epochs for batch in batches)


def _numbers(batches: Iterable[tuple[np.ndarray, np.ndarray]]) -> list[int]:
    return [number for images, _ in batches for number in numbers(images.reshape(len(images), -1)[:, 0])]


def _fitting(images: np.ndarray, total: int) -> list[int]:
    return [number % total for number in _numbers([(images, images)])]


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
