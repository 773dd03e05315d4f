"""What the visible checks of `compile_model` and of a whole training are made of."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.beliefs import Belief
from helpers.checks import ATOL, RTOL, wrong_answer
from helpers.learner import Answer
from helpers.probes import CompileProbe
from helpers.rendering import describe, short
from helpers.training_beliefs import loss_beliefs, rate_beliefs


def check_loss(answer: Answer, probe: CompileProbe, labels: Sequence[int]) -> None:
    """Check that a model was compiled with the right loss: by an evaluation, and for known probabilities.

    The evaluation alone does not tell how the loss takes the outputs: where a model ends with softmax, Keras
    finds the numbers before that by itself.

    Args:
        answer: what `compile_model` gave for the probe's model.
        probe: images with known outputs.
        labels: whole numbers, one an image.

    Raises:
        CheckFailedError: the model is not compiled, or evaluates to another loss.
    """
    right = probe.outputs[np.arange(len(labels)), labels]
    expected = float(-np.log(right).mean())
    for found in (_evaluated(answer, probe, labels)["loss"], _loss_of_outputs(probe, labels)):
        if np.isclose(found, expected, RTOL, ATOL):
            continue
        listed = ", ".join(f"{probability:g}" for probability in right)
        cause = "another loss than the one for probabilities and labels that are whole numbers."
        raise wrong_answer(
            answer,
            f"a model with the loss {short(found)} where the right digits have the probabilities {listed}",
            f"the loss {short(expected)}: the mean of minus the logarithms of these probabilities",
            cause,
            beliefs=loss_beliefs(probe, labels, found),
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
        beliefs = [Belief.METRIC_MISSING] if list(found) == ["loss"] else []
        if any(np.isclose(figure, expected, RTOL, ATOL) for name, figure in found.items() if name != "loss"):
            beliefs = [Belief.METRIC_UNDER_ANOTHER_NAME]
        raise wrong_answer(
            answer, f"a model that reports {others}", "one that reports accuracy too", cause, beliefs=beliefs
        )
    if not np.isclose(found["accuracy"], expected, RTOL, ATOL):
        cause = 'another metric goes by that name. Ask Keras for "accuracy", and it picks the one that fits.'
        raise wrong_answer(
            answer,
            f"a model that reports accuracy {found['accuracy']:.3g}",
            f"accuracy {expected:.3g}, for that share of the outputs is right",
            cause,
        )


def check_recognises(share: Answer, network: Any, at_least: float) -> None:
    """Check how many images a network recognised that the learner's functions built and trained.

    Args:
        share: what `accuracy` gave for images that the network has not learned from.
        network: the network.
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
            beliefs=rate_beliefs(network),
        )


def _loss_of_outputs(probe: CompileProbe, labels: Sequence[int]) -> float:
    import keras

    outputs = keras.ops.convert_to_tensor(probe.outputs.astype(np.float32))
    return float(probe.model.compute_loss(y=keras.ops.convert_to_tensor(np.array(labels)), y_pred=outputs))


def _evaluated(answer: Answer, probe: CompileProbe, labels: Sequence[int]) -> dict[str, float]:
    model = probe.model
    if not model.compiled:
        cause = "`compile` is not called, or on another model."
        beliefs = [Belief.COPY_COMPILED] if getattr(answer.value, "compiled", False) else []
        raise wrong_answer(
            answer, "a model that is not compiled", "the same model, compiled", cause, beliefs=beliefs
        )
    try:
        figures = model.evaluate(probe.images, np.array(labels), verbose=0, return_dict=True)
    except Exception as error:  # a loss that does not fit fails in any way
        raise wrong_answer(
            answer,
            f"a model that stops with {type(error).__name__} when it is evaluated",
            f"one that can be evaluated with the labels {list(labels)}",
            "a loss or metric for labels in rows, such as [0, 0, 1]. Here labels are whole numbers.",
            beliefs=loss_beliefs(probe, labels, None),
        ) from None
    return {name: float(figure) for name, figure in figures.items()}
