"""Which misconceptions a network shows: its layers are looked at setting by setting."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from helpers.beliefs import Belief

# What each kind of check can fail by; a belief that a check does not look at explains nothing there.
ABOUT_KINDS = frozenset(
    {
        Belief.AVERAGE_POOLING,
        Belief.GLOBAL_POOLING_FOR_FLATTEN,
        Belief.FLATTEN_MISSING,
        Belief.DROPOUT_ADDED,
        Belief.DENSE_ADDED,
        Belief.POOLED_ONCE_BY_FOUR,
        Belief.ACTIVATION_LAYERS,
    }
)
ABOUT_SHAPES = (ABOUT_KINDS - {Belief.AVERAGE_POOLING}) | {
    Belief.FILTERS_SWAPPED,
    Belief.SAME_IN_NETWORK,
    Belief.OTHER_KERNEL,
    Belief.OTHER_WINDOW,
    Belief.OVERLAPPING_WINDOWS,
    Belief.OTHER_UNITS,
    Belief.INPUT_SHAPE_FIXED,
    Belief.CLASSES_FIXED,
}
ABOUT_TOTAL = ABOUT_SHAPES - {
    Belief.ACTIVATION_LAYERS,
    Belief.DROPOUT_ADDED,
    Belief.INPUT_SHAPE_FIXED,
    Belief.CLASSES_FIXED,
}
ABOUT_ACTIVATIONS = frozenset(
    {Belief.RELU_MISSING, Belief.LINEAR_HEAD, Belief.SIGMOID_HEAD, Belief.ACTIVATION_LAYERS}
)
ABOUT_OUTPUTS = frozenset({Belief.LINEAR_HEAD, Belief.SIGMOID_HEAD})

_AS_LAYERS = frozenset({"Activation", "ReLU", "LeakyReLU", "Softmax"})
_CLASSES, _UNITS, _IMAGE = 10, 128, (28, 28, 1)
_TRIED = np.array([[-2.0, -0.5, 0.0, 1.0, 3.0]], dtype=np.float32)


def shown_beliefs(
    model: Any, about: frozenset[Belief], image: tuple[int, ...] = _IMAGE, classes: int = _CLASSES
) -> tuple[str, ...]:
    """The misconceptions that explain what is wrong with a network; empty where there are too many.

    Args:
        model: what `build_model` gave, a Keras model.
        about: the beliefs that matter for the check.
        image: the shape of an image that was asked for.
        classes: how many classes were asked for.

    Returns:
        One way to be wrong, as `helpers.naming` takes them: an id, or two joined by `+`.
    """
    network = _Network(model)
    try:
        found = [one for one in dict.fromkeys(network.beliefs(image, classes)) if one in about]
    except Exception:  # layers of the learner's own may have any settings, and none of the usual ones
        return ()
    return ("+".join(found),) if 1 <= len(found) <= 2 else ()


def activation_of(layer: Any) -> str:
    """What a layer's activation does: "relu", "softmax", "sigmoid", "linear" or "other".

    It is tried out, for one of the learner's own may be right as well.
    """
    activation = getattr(layer, "activation", None)
    if activation is None:
        return "linear"
    try:
        given = np.array(activation(_TRIED))
    except Exception:  # it may be any function
        return "other"
    if given.shape != _TRIED.shape:
        return "other"
    powers = np.exp(_TRIED)
    meant = {
        "relu": np.maximum(_TRIED, 0),
        "linear": _TRIED,
        "softmax": powers / powers.sum(),
        "sigmoid": powers / (1 + powers),
    }
    return next((name for name, right in meant.items() if np.allclose(given, right, atol=1e-5)), "other")


class _Network:
    """The layers of a model, by their kinds."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._layers = list(model.layers)
        self._names = [type(layer).__name__ for layer in self._layers]
        self._convolutions = self._of("Conv2D")
        self._pools = self._of("MaxPooling2D", "AveragePooling2D")
        self._dense = self._of("Dense")

    def _of(self, *kinds: str) -> list[Any]:
        return [layer for layer, name in zip(self._layers, self._names, strict=True) if name in kinds]

    def beliefs(self, image: tuple[int, ...], classes: int) -> Iterator[Belief]:
        """All that can be seen."""
        if [layer.filters for layer in self._convolutions] == [64, 32]:
            yield Belief.FILTERS_SWAPPED
        if any(_pair(layer.kernel_size) != (3, 3) for layer in self._convolutions):
            yield Belief.OTHER_KERNEL
        yield from self._of_pooling()
        yield from self._of_flattening()
        yield from self._of_dense_layers()
        yield from self._of_activations()
        if not self._model.built:
            yield Belief.INPUT_LEFT_OPEN
        elif tuple(self._model.input_shape[1:]) != image:
            yield Belief.INPUT_SHAPE_FIXED
        if classes != _CLASSES and self._dense and self._dense[-1].units == _CLASSES:
            yield Belief.CLASSES_FIXED

    def _of_pooling(self) -> Iterator[Belief]:
        if "AveragePooling2D" in self._names:
            yield Belief.AVERAGE_POOLING
        sizes = [_pair(layer.pool_size) for layer in self._pools]
        if sizes == [(4, 4)] and len(self._convolutions) == 2:
            yield Belief.POOLED_ONCE_BY_FOUR
            return
        if any(layer.padding == "same" for layer in self._convolutions):
            yield Belief.SAME_IN_NETWORK
        if any(size != (2, 2) for size in sizes):
            yield Belief.OTHER_WINDOW
        elif any(_pair(layer.strides) == (1, 1) for layer in self._pools):
            yield Belief.OVERLAPPING_WINDOWS

    def _of_flattening(self) -> Iterator[Belief]:
        if "Flatten" in self._names or not self._convolutions or not self._dense:
            return
        if any(name.startswith("Global") for name in self._names):
            yield Belief.GLOBAL_POOLING_FOR_FLATTEN
        elif "Reshape" not in self._names:
            yield Belief.FLATTEN_MISSING

    def _of_dense_layers(self) -> Iterator[Belief]:
        if any(name.endswith(("Dropout", "Dropout2D")) for name in self._names):
            yield Belief.DROPOUT_ADDED
        if len(self._dense) > 2:
            yield Belief.DENSE_ADDED
        elif len(self._dense) == 2 and self._dense[0].units != _UNITS:
            yield Belief.OTHER_UNITS

    def _of_activations(self) -> Iterator[Belief]:
        if _AS_LAYERS.intersection(self._names):
            yield Belief.ACTIVATION_LAYERS
            return
        if any(activation_of(layer) == "linear" for layer in [*self._convolutions, *self._dense[:-1]]):
            yield Belief.RELU_MISSING
        if self._dense and self._layers[-1] is self._dense[-1]:
            heads = {"linear": Belief.LINEAR_HEAD, "sigmoid": Belief.SIGMOID_HEAD}
            if head := heads.get(activation_of(self._dense[-1])):
                yield head


def _pair(setting: Any) -> tuple[int, ...]:
    return (setting, setting) if isinstance(setting, int) else tuple(setting)
