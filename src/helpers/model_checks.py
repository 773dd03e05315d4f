"""What the visible checks of model.py are made of: a network is looked at layer by layer."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.beliefs import Belief
from helpers.checks import wrong_answer
from helpers.learner import Answer, CheckFailedError, LearnerModule
from helpers.model_beliefs import (
    ABOUT_ACTIVATIONS,
    ABOUT_KINDS,
    ABOUT_OUTPUTS,
    ABOUT_SHAPES,
    ABOUT_TOTAL,
    activation_of,
    shown_beliefs,
)
from helpers.probes import plain_network
from helpers.rendering import describe, short

_FAR = 5  # pixels that no usual mistake in a layer's settings makes
_NO_ACTIVATION = {"linear": "none", "other": "another one"}
_ACTIVATIONS = frozenset({"Activation", "ReLU", "Softmax", "LeakyReLU"})


def check_layers(answer: Answer, kinds: Sequence[str]) -> None:
    """Check which layers a network consists of, and in which order; input layers are not counted.

    Args:
        answer: what `build_model` gave.
        kinds: the layers' names in Keras.

    Raises:
        CheckFailedError: it is no Keras model, or has other layers.
    """
    found = [type(layer).__name__ for layer in _layers(answer)]
    if found != list(kinds):
        beliefs = shown_beliefs(answer.value, ABOUT_KINDS)
        cause = _cause_of_layers(found, kinds)
        raise wrong_answer(answer, _listed(found), _listed(kinds), cause, beliefs=beliefs)


def check_activations(answer: Answer, activations: Sequence[str]) -> None:
    """Check what follows the sums of each layer that has weights.

    Args:
        answer: what `build_model` gave.
        activations: the right ones, "relu" or "softmax", for each convolution and dense layer.

    Raises:
        CheckFailedError: it is no Keras model, or has other activations.
    """
    layers = [layer for layer in _layers(answer) if layer.weights]
    found = [activation_of(layer) for layer in layers]
    if found != list(activations):
        names = [type(layer).__name__ for layer in layers]
        gave = ", ".join(
            f"{name}: {_NO_ACTIVATION.get(one, one)}" for name, one in zip(names, found, strict=True)
        )
        cause = "an `activation` is not said, and then a layer has none."
        raise wrong_answer(
            answer,
            f"layers with the activations {gave or 'of none'}",
            f"{', '.join(activations)}",
            cause if "linear" in found else None,
            beliefs=shown_beliefs(answer.value, ABOUT_ACTIVATIONS),
        )


def check_output_shapes(
    answer: Answer,
    shapes: Sequence[tuple[int, ...]],
    image: tuple[int, ...] = (28, 28, 1),
    classes: int = 10,
) -> None:
    """Check what each layer makes of an image.

    Args:
        answer: what `build_model` gave.
        shapes: the right shapes, one a layer, without the axis of the batch.
        image: the shape of an image.
        classes: how many classes there are.

    Raises:
        CheckFailedError: it is no Keras model, or a shape differs.
    """
    layers = _layers(answer)
    found = [_output_shape(answer, layer) for layer in layers]
    if found == list(shapes):
        return
    beliefs = shown_beliefs(answer.value, ABOUT_SHAPES, image, classes)
    for number, (layer, shape, right) in enumerate(zip(layers, found, shapes, strict=False), 1):
        if shape != right:
            cause = _cause_of_shape(shape, right)
            if len(found) != len(shapes):
                cause = f"there are {len(found)} layers instead of {len(shapes)}."
            gave = f"layer {number}, {type(layer).__name__}: {shape}"
            raise wrong_answer(answer, gave, f"layer {number}: {right}", cause, beliefs=beliefs)
    raise wrong_answer(answer, f"{len(found)} layers", f"{len(shapes)} layers", None, beliefs=beliefs)


def check_parameters(answer: Answer, total: int) -> None:
    """Check how many numbers a network learns.

    Args:
        answer: what `build_model` gave.
        total: the right number.

    Raises:
        CheckFailedError: it is no Keras model, or learns more or fewer numbers.
    """
    layers = _layers(answer)
    try:
        found = [layer.count_params() for layer in layers]
    except ValueError:
        raise _shapeless(answer) from None
    if sum(found) != total:
        table = "\n".join(
            f"{type(layer).__name__:<14}{count:>9,}" for layer, count in zip(layers, found, strict=True)
        )
        cause = (
            "the size or number of the kernels, a bias left out, or too many numbers before a Dense layer."
        )
        beliefs = shown_beliefs(answer.value, ABOUT_TOTAL)
        raise wrong_answer(
            answer, f"{sum(found):,} in all:\n{table}", f"{total:,} in all", cause, beliefs=beliefs
        )


def check_probabilities(answer: Answer) -> None:
    """Check that a network of 28 x 28 grey pixels answers with probabilities.

    Args:
        answer: what `build_model` gave.

    Raises:
        CheckFailedError: it is no Keras model, can't be called, or its outputs are no probabilities.
    """
    model = _model(answer)
    images = np.random.default_rng(0).uniform(size=(3, 28, 28, 1)).astype(np.float32)
    try:
        outputs = np.array(model(images))
    except Exception as error:  # a network can be wrong in any way
        raise wrong_answer(
            answer, f"{type(error).__name__} for three images", "a network for them", None
        ) from None
    sums = outputs.sum(axis=-1)
    if (outputs < 0).any() or not np.allclose(sums, 1, atol=1e-4):
        cause = "the last layer's activation is not softmax."
        if ((outputs > 0) & (outputs < 1)).all():
            cause = "each output is squeezed by itself (sigmoid). Softmax makes all of them 1 together."
        raise wrong_answer(
            answer,
            f"for three images, outputs from {outputs.min():.3g} to {outputs.max():.3g} that add up to "
            f"{', '.join(f'{total:.3g}' for total in sums.ravel()[:3])}",
            "no negative output, and those of an image add up to 1",
            cause,
            beliefs=shown_beliefs(model, ABOUT_OUTPUTS),
        )


def check_not_compiled(answer: Answer) -> None:
    """Check that a network was not told yet how to learn.

    Args:
        answer: what `build_model` gave.

    Raises:
        CheckFailedError: it is no Keras model, or is compiled.
    """
    if _model(answer).compiled:
        cause = "`compile` is called in build_model. That is the task of compile_model in training.py."
        raise wrong_answer(
            answer,
            "a compiled model",
            "a model that is not compiled",
            cause,
            beliefs=[Belief.COMPILED_INSIDE],
        )


def own_or_plain_network(model: LearnerModule) -> Any:
    """A network to train: the learner's own where it takes and gives the right things, else one of the kit.

    Args:
        model: the learner's model.py, which need not be written yet.

    Returns:
        A network from 28 x 28 grey pixels to ten probabilities, with fresh weights.
    """
    try:
        answer = model.build_model()
        check_probabilities(answer)
        check_not_compiled(answer)
        network = _model(answer)
    except CheckFailedError:
        return plain_network()
    return network if network.output_shape == (None, 10) else plain_network()


def _model(answer: Answer) -> Any:
    import keras

    if isinstance(answer.value, keras.Model):
        return answer.value
    cause = None
    if answer.value is None:
        cause = "a `return` is missing at the end of the function."
    elif isinstance(answer.value, list | tuple):
        cause = "the layers were collected in a list. `models.Sequential` makes a model of it."
    raise wrong_answer(answer, describe(answer.value), "a Keras model", cause)


def _layers(answer: Answer) -> list[Any]:
    import keras

    return [layer for layer in _model(answer).layers if not isinstance(layer, keras.layers.InputLayer)]


def _output_shape(answer: Answer, layer: Any) -> tuple[int, ...]:
    try:
        return tuple(layer.output.shape[1:])
    except (AttributeError, ValueError):
        raise _shapeless(answer) from None


def _shapeless(answer: Answer) -> CheckFailedError:
    return wrong_answer(
        answer,
        f"{short(answer.value)}, whose layers do not know their shapes yet",
        "a network that knows the shape of its images",
        "`input_shape` reaches no layer. Begin with `keras.Input(shape=...)`.",
        beliefs=[Belief.INPUT_LEFT_OPEN],
    )


def _listed(kinds: Sequence[str]) -> str:
    return f"{len(kinds)} layers: {', '.join(kinds) or 'none'}"


def _cause_of_layers(found: Sequence[str], kinds: Sequence[str]) -> str | None:
    if own := sorted(_ACTIVATIONS.intersection(found)):
        return f"{' and '.join(own)} is a layer of its own. Make it the `activation` of the layer before it."
    if any(kind.startswith("AveragePooling") for kind in found):
        return "the pooling layers take the mean. The lesson's keep the largest value."
    missing = [kind for kind in dict.fromkeys(kinds) if found.count(kind) < kinds.count(kind)]
    extra = [kind for kind in dict.fromkeys(found) if found.count(kind) > kinds.count(kind)]
    parts = [f"{' and '.join(missing)} missing"] if missing else []
    parts += [f"{' and '.join(extra)} too many"] if extra else []
    return f"{', '.join(parts)}." if parts else "the right layers stand in another order."


def _cause_of_shape(found: tuple[int, ...], right: tuple[int, ...]) -> str | None:
    if len(found) != len(right):
        return "a layer before this one is missing or stands elsewhere."
    if found[:-1] == right[:-1]:
        return "the number of filters, units or classes."
    if abs(found[0] - right[0]) > _FAR:
        return "the network is made for images of another size: `input_shape` is not used."
    if found[-1] == right[-1] and found[0] == right[0] + 2:
        return 'nothing is lost at the border, as with padding. It should be "valid".'
    return "the size of the kernel or window, or a stride."
