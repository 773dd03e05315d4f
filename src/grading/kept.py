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

_LAYERS = """
    Conv1D Conv2D Conv3D Conv2DTranspose SeparableConv2D DepthwiseConv2D ZeroPadding2D Cropping2D UpSampling2D
    MaxPooling1D MaxPooling2D MaxPooling3D GlobalMaxPooling2D AdaptiveMaxPooling2D
    AveragePooling1D AveragePooling2D AveragePooling3D GlobalAveragePooling2D AdaptiveAveragePooling2D
    InputLayer Flatten Reshape Permute RepeatVector Identity Lambda Rescaling Resizing CenterCrop
    Dense EinsumDense Embedding Normalization BatchNormalization LayerNormalization
    Activation ReLU LeakyReLU PReLU ELU Softmax ActivityRegularization
    Dropout SpatialDropout2D AlphaDropout GaussianDropout GaussianNoise
    RandomFlip RandomRotation RandomZoom RandomTranslation RandomContrast
    Add Subtract Multiply Average Maximum Minimum Concatenate Dot
    SimpleRNN LSTM GRU Bidirectional TimeDistributed Attention MultiHeadAttention
    Sequential Functional
"""
LAYER_TYPES = frozenset(_LAYERS.split())
"""Layers that a message may name: what learners of images meet of Keras, and models inside of models."""

OTHER_LAYER = "another kind of layer"
"""What every other layer is called, whatever its class is."""

MAX_LAYERS = 100
"""The lesson's model has seven; a longer list is not read, since each is laid beside all of those."""


@dataclass(frozen=True)
class LayerFacts:
    """One layer of a model.

    Attributes:
        type: one of `LAYER_TYPES`, or `OTHER_LAYER`.
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
                if len(layers) > MAX_LAYERS:
                    raise CheckFailed(
                        f"The model has {len(layers)} layers, far more than a small network needs."
                    )
                return ModelFacts(
                    tuple(layer for layer in map(_layer, layers) if layer.type != "InputLayer"),
                    _shape(input_shape),
                    _shape(output_shape),
                    parameters,
                    compiled,
                )
        raise _strange("facts of a model")

    def weights(self) -> list[Array]:
        """The model's weights, in the order of `Model.get_weights`, each float32 and finite.

        So a test can square them, and add up the squares, in float64: it meets no infinity on the way.
        """
        weights = self._use("weights", self.handle)
        if not isinstance(weights, list):
            raise _strange("weights")
        return [_weight(values) for values in weights]

    def set_weights(self, weights: list[Array]) -> None:
        """Give the model other weights, of the shapes that its own have."""
        self._use("set_weights", self.handle, weights)

    def predictions(self, images: Array) -> Array:
        """What the model gives for images, float `(N, ...)`, whether finite or not."""
        values = self._use("predictions", self.handle, images)
        if not isinstance(values, np.ndarray) or values.dtype.kind != "f":
            raise _strange("predictions")
        if values.shape[:1] != images.shape[:1]:
            raise CheckFailed("The model gives something else than a row of numbers for each image.")
        return values

    def evaluation(self, images: Array, labels: Array) -> dict[str, float]:
        """Loss and metrics on images `(N, H, W, C)` with integer labels `(N,)`, as the model was compiled."""
        return {
            name: _number(value)
            for name, value in _dict(self._use("evaluation", self.handle, images, labels)).items()
        }

    def loss(self, outputs: Array, labels: Array) -> float:
        """What the loss that the model was compiled with makes of outputs `(N, ...)` which are known."""
        return _number(self._use("loss", self.handle, outputs, labels))

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
            return LayerFacts(
                kind if kind in LAYER_TYPES else OTHER_LAYER,
                settings,
                _shape(output_shape),
                parameters,
                activation,
            )
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


def _weight(values: object) -> Array:
    if not isinstance(values, np.ndarray) or values.dtype.kind != "f":
        raise _strange("weights")
    with np.errstate(over="ignore", invalid="ignore"):
        weight = values.astype(np.float32, copy=False)
    if not np.isfinite(weight).all():
        raise CheckFailed(
            "The model's weights are not all finite numbers: the training ran away, or divided by 0."
        )
    return weight


def _strange(expected: str) -> CheckFailed:
    return CheckFailed(f"Its process was asked for {expected} and sent something else.")
