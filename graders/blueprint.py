"""Models that are only imagined: from a list of layers, what Keras would say of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from graders.stack import ACTIVATIONS, Place, activation_name, places
from grading.kept import ACTIVATION_PROBE, LayerFacts

Pair = tuple[int, int]
Window = tuple[Pair, Pair]
"""Size and strides of a pooling window."""

DROPOUTS = frozenset({"Dropout", "SpatialDropout2D", "AlphaDropout", "GaussianDropout"})
IDLE = DROPOUTS | {"GaussianNoise", "ActivityRegularization", "Identity"}
"""Layers that do nothing to what a network computes once it is trained."""


@dataclass(frozen=True)
class Layer:
    """A layer to be.

    Attributes:
        type: name of its Keras class.
        settings: as in `LayerFacts`, by name; what is a list there is a tuple here.
        activation: its name; None where such a layer has none.
    """

    type: str
    settings: tuple[tuple[str, Any], ...] = ()
    activation: str | None = None


def convolution(filters: int, kernel: Pair, padding: str, activation: str) -> Layer:
    """A Conv2D layer."""
    settings = {"filters": filters, "kernel_size": kernel, "strides": (1, 1), "padding": padding}
    usual = {"dilation_rate": (1, 1), "groups": 1, "use_bias": True}
    return Layer("Conv2D", tuple((settings | usual).items()), activation)


def pooling(kind: str, window: Window) -> Layer:
    """A pooling layer of some kind."""
    size, strides = window
    return Layer(kind, (("pool_size", size), ("strides", strides), ("padding", "valid")))


def dense(units: int, activation: str) -> Layer:
    """A Dense layer."""
    return Layer("Dense", (("units", units), ("use_bias", True)), activation)


@dataclass(frozen=True)
class Chosen:
    """What a learner's model has where the lesson has something else and a belief leaves open what.

    Attributes:
        kernels: of the two convolutions; None where there is none.
        windows: of the two pooling layers, likewise.
        units: of the hidden Dense layer.
        extra: layers that the lesson does not have, each with the number of the lesson's layer before it.
    """

    kernels: tuple[Any, ...] = (None, None)
    windows: tuple[Any, ...] = (None, None)
    units: Any = None
    extra: tuple[tuple[int, Layer], ...] = ()


def chosen(found: Sequence[Place]) -> Chosen:
    """What a learner's model has chosen, from its layers beside the lesson's."""
    first, pool_1, second, pool_2, _, hidden, _ = (_as_layer(place.found) for place in found)
    return Chosen(
        tuple(_setting(layer, "kernel_size") for layer in (first, second)),
        tuple(
            None if layer is None else (_setting(layer, "pool_size"), _setting(layer, "strides"))
            for layer in (pool_1, pool_2)
        ),
        _setting(hidden, "units"),
        tuple(
            (place.lesson.number, layer)
            for place in found
            for extra in place.extra
            if (layer := _as_layer(extra)) is not None
        ),
    )


def _as_layer(found: LayerFacts | None) -> Layer | None:
    if found is None:
        return None
    settings = ((name, _frozen(value)) for name, value in found.settings.items())
    return Layer(found.type, tuple(settings), activation_name(found.activation))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _setting(layer: Layer | None, name: str) -> Any:
    return None if layer is None else dict(layer.settings).get(name)


@dataclass(frozen=True)
class Imagined:
    """A model as Keras would make it.

    Attributes:
        places: its layers beside the lesson's.
        weight_shapes: of its weights, in the order of `Model.get_weights`.
        output_shape: with None for the batch.
        head: name of the activation that its outputs come from.
    """

    places: tuple[Place, ...]
    weight_shapes: tuple[tuple[int, ...], ...]
    output_shape: tuple[int | None, ...]
    head: str


@lru_cache(maxsize=4096)
def imagined(layers: tuple[Layer, ...], input_shape: tuple[int, ...]) -> Imagined:
    """Stack layers on images of some shape.

    Raises:
        ValueError: nothing would be left of the images on the way, as Keras says it too.
    """
    shape = input_shape
    facts: list[LayerFacts] = []
    weights: list[tuple[int, ...]] = []
    head = "linear"
    for layer in layers:
        settings = dict(layer.settings)
        if layer.type == "Conv2D":
            weights += [(*settings["kernel_size"], shape[-1], settings["filters"]), (settings["filters"],)]
        elif layer.type == "Dense":
            weights += [(shape[-1], settings["units"]), (settings["units"],)]
        shape = _after(layer, settings, shape)
        if layer.type not in IDLE:
            head = {"Softmax": "softmax", "ReLU": "relu"}.get(layer.type, layer.activation or "linear")
        facts.append(_facts(layer, settings, (None, *shape)))
    return Imagined(places(facts), tuple(weights), (None, *shape), head)


def _after(layer: Layer, settings: dict[str, Any], shape: tuple[int, ...]) -> tuple[int, ...]:
    match layer.type:
        case "Conv2D":
            return (*_sides(shape, settings["kernel_size"], settings), settings["filters"])
        case "MaxPooling2D" | "AveragePooling2D":
            return (*_sides(shape, settings["pool_size"], settings), shape[-1])
        case "Flatten":
            count = 1
            for side in shape:
                count *= side
            return (count,)
        case "GlobalAveragePooling2D":
            return shape[-1:]
        case "Dense":
            return (*shape[:-1], settings["units"])
    return shape


def _sides(shape: tuple[int, ...], window: Pair, settings: dict[str, Any]) -> tuple[int, ...]:
    is_same = settings["padding"] == "same"
    sides = tuple(
        -(-side // stride) if is_same else (side - size) // stride + 1
        for side, size, stride in zip(shape[:2], window, settings["strides"], strict=True)
    )
    if min(sides) < 1:
        raise ValueError("Computed output size would be zero or negative.")
    return sides


def _facts(layer: Layer, settings: dict[str, Any], output_shape: tuple[int | None, ...]) -> LayerFacts:
    thawed = {name: list(value) if isinstance(value, tuple) else value for name, value in settings.items()}
    activation = None if layer.activation is None else ACTIVATIONS[layer.activation](ACTIVATION_PROBE)
    return LayerFacts(layer.type, thawed, output_shape, 0, activation)


def working(beside: Sequence[Place]) -> tuple[Place, ...]:
    """Places without those further layers that do nothing in a trained network."""
    return tuple(
        replace(place, extra=tuple(layer for layer in place.extra if layer.type not in IDLE))
        for place in beside
    )


def told(beside: Sequence[Place], number: int) -> tuple[Any, ...]:
    """What a model has in a place, as plain data: type, settings, activation, types of further layers.

    Where it has nothing, what it has in the places before and after says if it is this layer that is missing.
    """
    place = beside[number - 1]
    extra = tuple(layer.type for layer in place.extra)
    if place.found is None:
        around = (
            other.found and other.found.type for other in beside if abs(other.lesson.number - number) == 1
        )
        return ("nothing", extra, *around)
    settings = tuple((name, _frozen(place.found.settings.get(name))) for name in place.lesson.settings)
    return (place.found.type, settings, activation_name(place.found.activation), extra)
