"""Which misconceptions a network shows: its layers are looked at setting by setting."""

from collections.abc import Iterator
from typing import Any

import numpy as np

# What each kind of check can fail by; a belief that a check does not look at explains nothing there.
ABOUT_KINDS = frozenset(
    {
        *("average_pooling", "global_pooling_for_flatten", "flatten_missing", "dropout_added"),
        *("dense_added", "pooled_once_by_four"),
    }
)
ABOUT_SHAPES = frozenset(
    {
        *("filters_swapped", "same_in_network", "other_kernel", "other_window", "overlapping_windows"),
        *("other_units", "input_shape_fixed", "classes_fixed"),
        *(ABOUT_KINDS - {"average_pooling"}),
    }
)
ABOUT_TOTAL = ABOUT_SHAPES - {"dropout_added", "input_shape_fixed", "classes_fixed"}
ABOUT_ACTIVATIONS = frozenset({"relu_missing", "linear_head", "sigmoid_head"})
ABOUT_OUTPUTS = frozenset({"linear_head", "sigmoid_head"})

_AS_LAYERS = frozenset({"Activation", "ReLU", "LeakyReLU", "Softmax"})
_CLASSES, _UNITS, _IMAGE = 10, 128, (28, 28, 1)
_TRIED = np.array([[-2.0, -0.5, 0.0, 1.0, 3.0]], dtype=np.float32)


def shown_beliefs(
    model: Any, about: frozenset[str], image: tuple[int, ...] = _IMAGE, classes: int = _CLASSES
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

    def beliefs(self, image: tuple[int, ...], classes: int) -> Iterator[str]:
        """All that can be seen."""
        if [layer.filters for layer in self._convolutions] == [64, 32]:
            yield "filters_swapped"
        if any(_pair(layer.kernel_size) != (3, 3) for layer in self._convolutions):
            yield "other_kernel"
        yield from self._of_pooling()
        yield from self._of_flattening()
        yield from self._of_dense_layers()
        yield from self._of_activations()
        if tuple(self._model.input_shape[1:]) != image:
            yield "input_shape_fixed"
        if classes != _CLASSES and self._dense and self._dense[-1].units == _CLASSES:
            yield "classes_fixed"

    def _of_pooling(self) -> Iterator[str]:
        if "AveragePooling2D" in self._names:
            yield "average_pooling"
        sizes = [_pair(layer.pool_size) for layer in self._pools]
        if sizes == [(4, 4)] and len(self._convolutions) == 2:
            yield "pooled_once_by_four"
            return
        if any(layer.padding == "same" for layer in self._convolutions):
            yield "same_in_network"
        if any(size != (2, 2) for size in sizes):
            yield "other_window"
        elif any(_pair(layer.strides) == (1, 1) for layer in self._pools):
            yield "overlapping_windows"

    def _of_flattening(self) -> Iterator[str]:
        if "Flatten" in self._names:
            return
        if any(name.startswith("Global") for name in self._names):
            yield "global_pooling_for_flatten"
        elif "Reshape" not in self._names:
            yield "flatten_missing"

    def _of_dense_layers(self) -> Iterator[str]:
        if any(name.endswith(("Dropout", "Dropout2D")) for name in self._names):
            yield "dropout_added"
        if len(self._dense) > 2:
            yield "dense_added"
        elif len(self._dense) == 2 and self._dense[0].units != _UNITS:
            yield "other_units"

    def _of_activations(self) -> Iterator[str]:
        if _AS_LAYERS.intersection(self._names):
            return
        if any(activation_of(layer) == "linear" for layer in [*self._convolutions, *self._dense[:-1]]):
            yield "relu_missing"
        if self._dense and self._layers[-1] is self._dense[-1]:
            heads = {"linear": "linear_head", "sigmoid": "sigmoid_head"}
            if head := heads.get(activation_of(self._dense[-1])):
                yield head


def _pair(setting: Any) -> tuple[int, ...]:
    return (setting, setting) if isinstance(setting, int) else tuple(setting)
