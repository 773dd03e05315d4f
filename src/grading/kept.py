"""Keras objects that stay in a worker, as hidden tests see them; what they tell is checked for its form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grading.failures import CheckFailed
from grading.protocol import Handle

Array = NDArray[Any]
Use = Callable[..., Any]


@dataclass(frozen=True)
class LayerFacts:
    """One layer of a model.

    Attributes:
        type: name of its class, such as "Conv2D".
        settings: those of filters, kernel_size, strides, padding, pool_size, dilation_rate, groups, units,
            use_bias and rate that it has; each a number, a text, a list of whole numbers, or None.
        output_shape: with None for the batch; None where it is not known.
        parameters: how many weights and biases it has, 0 as long as it was not built.
        activation: what its activation makes of `ACTIVATION_PROBE`, of shape `(1, 5)`; None without one.
    """

    type: str
    settings: dict[str, Any]
    output_shape: tuple[int | None, ...] | None
    parameters: int
    activation: Array | None


ACTIVATION_PROBE: Array = np.array([[-2.0, -0.5, 0.0, 1.0, 30.0]], dtype=np.float32)


@dataclass(frozen=True)
class ModelFacts:
    """What a model says of itself.

    Attributes:
        layers: in the model's order, without input layers.
        input_shape: with None for the batch; None where it is not known.
        output_shape: likewise.
        parameters: how many weights and biases it has, 0 as long as it was not built.
        compiled: whether it is compiled.
    """

    layers: tuple[LayerFacts, ...]
    input_shape: tuple[int | None, ...] | None
    output_shape: tuple[int | None, ...] | None
    parameters: int
    compiled: bool


@dataclass(frozen=True)
class HistoryFacts:
    """What a History says.

    Attributes:
        epochs: numbers of the epochs.
        values: by key one number an epoch.
    """

    epochs: tuple[int, ...]
    values: dict[str, tuple[float, ...]]


class Kept:
    """An object in a worker; it may be an argument of later calls of the same module.

    Args:
        handle: the worker's name for it.
        use: has the worker do something with it: `use(service, *arguments)`.
    """

    def __init__(self, handle: Handle, use: Use) -> None:
        self.handle = handle
        self._use = use

    @property
    def type_name(self) -> str:
        """Name of the object's type."""
        return self.handle.type_name

    def facts(self) -> ModelFacts:
        """What the model is made of.

        Raises:
            LearnerFailure: it can't be told, or this is no model; every method likewise.
        """
        match self._use("facts", self.handle):
            case {
                "layers": list(layers),
                "input_shape": list() | None as input_shape,
                "output_shape": list() | None as output_shape,
                "parameters": int(parameters),
                "compiled": bool(compiled),
            }:
                return ModelFacts(
                    tuple(
                        _layer(layer)
                        for layer in layers
                        if not (isinstance(layer, dict) and layer.get("type") == "InputLayer")
                    ),
                    _shape(input_shape),
                    _shape(output_shape),
                    parameters,
                    compiled,
                )
        raise _strange("facts of a model")

    def weights(self) -> list[Array]:
        """The model's weights, in the order of `Model.get_weights`, each finite, float."""
        weights = self._use("weights", self.handle)
        if not isinstance(weights, list) or not all(_is_usable(values) for values in weights):
            raise CheckFailed(
                "The model's weights are not all finite numbers: the training ran away, or divided by 0."
            )
        return weights

    def set_weights(self, weights: list[Array]) -> None:
        """Give the model other weights, of the shapes that its own have."""
        self._use("set_weights", self.handle, weights)

    def predictions(self, images: Array) -> Array:
        """What the model gives for images, float."""
        values = self._use("predictions", self.handle, images)
        if not isinstance(values, np.ndarray) or values.dtype.kind != "f":
            raise _strange("predictions")
        return values

    def evaluation(self, images: Array, labels: Array) -> dict[str, float]:
        """Loss and metrics on images `(N, H, W, C)` with integer labels `(N,)`, as the model was compiled."""
        return {
            name: _number(value)
            for name, value in _dict(self._use("evaluation", self.handle, images, labels)).items()
        }

    def fit(self, images: Array, labels: Array, epochs: int, batch_size: int) -> None:
        """Train the compiled model as the reference does."""
        self._use("fit", self.handle, images, labels, epochs, batch_size)

    def history(self) -> HistoryFacts:
        """The numbers of the History."""
        match self._use("history", self.handle):
            case {"epochs": list(epochs), "values": dict(values)} if all(isinstance(e, int) for e in epochs):
                return HistoryFacts(
                    tuple(epochs),
                    {
                        name: tuple(_number(value) for value in series)
                        for name, series in values.items()
                        if isinstance(series, list)
                    },
                )
        raise _strange("numbers of a History")


def _layer(plain: object) -> LayerFacts:
    match plain:
        case {
            "type": str(kind),
            "settings": dict(settings),
            "output_shape": list() | None as output_shape,
            "parameters": int(parameters),
            "activation": np.ndarray() | None as activation,
        } if all(map(_is_setting, settings.values())) and (activation is None or _is_activation(activation)):
            return LayerFacts(kind, settings, _shape(output_shape), parameters, activation)
    raise _strange("facts of a layer")


def _is_setting(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(number, int) for number in value)
    return value is None or isinstance(value, (bool, int, float, str))


def _is_activation(values: Array) -> bool:
    return values.shape == ACTIVATION_PROBE.shape and values.dtype.kind == "f"


def _shape(sides: list[object] | None) -> tuple[int | None, ...] | None:
    if sides is None:
        return None
    known = tuple(side for side in sides if side is None or isinstance(side, int))
    if len(known) < len(sides):
        raise _strange("a shape")
    return known


def _dict(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _strange("named numbers")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _strange("numbers")
    try:
        return float(value)
    except OverflowError:
        raise _strange("numbers") from None


def _is_usable(values: object) -> bool:
    return isinstance(values, np.ndarray) and values.dtype.kind == "f" and bool(np.isfinite(values).all())


def _strange(expected: str) -> CheckFailed:
    return CheckFailed(f"Its process was asked for {expected} and sent something else.")
