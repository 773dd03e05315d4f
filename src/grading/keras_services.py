"""What the kit does with Keras objects inside of a worker: makes what a test needs, reads off plain facts.

Learner code runs in the same process and could change any of it. So what comes from here is an answer to be
judged, as everything from a worker is, and never a verdict.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from grading.kind import Service

Array = NDArray[Any]

KEPT = (keras.Model, keras.callbacks.History, keras.optimizers.Optimizer, keras.losses.Loss)
"""What stays in the worker when a function returns one."""

_PROBE = np.array([[-2.0, -0.5, 0.0, 1.0, 30.0]], dtype=np.float32)
_SETTINGS = (
    *("filters", "kernel_size", "strides", "padding", "pool_size", "dilation_rate", "groups"),
    *("units", "use_bias", "rate"),
)


def place_model(
    layers: list[dict[str, Any]],
    weights: list[Array],
    learning_rate: float | None,
    reshuffles: bool = False,
) -> keras.Model:
    """Build a model from a list of its layers.

    Args:
        layers: an input shape first, `{"shape": [28, 28, 1]}`, then for each layer the name of its class,
            `type`, and the arguments to make it.
        weights: in the order of `Model.get_weights`.
        learning_rate: of plain SGD, with which the model is compiled for integer labels; 0 for Adam as Keras
            sets it, None for a model that is not compiled.
        reshuffles: whether `fit` draws a new order for every epoch whatever seed was set: with one, Keras
            repeats the first order, which is no learner's mistake.
    """
    shape, *described = layers
    model = keras.Sequential(
        [
            keras.Input(shape["shape"]),
            *(
                getattr(keras.layers, layer["type"])(**{k: v for k, v in layer.items() if k != "type"})
                for layer in described
            ),
        ]
    )
    model.set_weights(weights)
    if learning_rate is not None:
        model.compile(
            place_optimizer(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
        )
    if reshuffles:
        tf.random.set_seed(None)
        model.fit = partial(_fit_without_seed, model)
    return model


def _fit_without_seed(model: keras.Model, *arguments: Any, **settings: Any) -> keras.callbacks.History:
    tf.random.set_seed(None)
    return keras.Sequential.fit(model, *arguments, **settings)


def place_optimizer(learning_rate: float) -> keras.optimizers.Optimizer:
    """Plain SGD; at a rate of 0, Adam as Keras sets it."""
    return keras.optimizers.SGD(learning_rate) if learning_rate else keras.optimizers.Adam()


def place_loss(summed: bool, of_rows: bool) -> keras.losses.Loss:
    """The cross-entropy of probabilities: its sum over a batch, or its mean.

    Args:
        summed: which of both.
        of_rows: whether a label is a row of probabilities, and not a whole number.
    """
    reduction = "sum" if summed else "sum_over_batch_size"
    losses = keras.losses
    kind = losses.CategoricalCrossentropy if of_rows else losses.SparseCategoricalCrossentropy
    return kind(reduction=reduction)


def facts(model: Any) -> dict[str, Any]:
    """What a model is made of, as plain data."""
    return {
        "layers": [_layer(layer) for layer in model.layers],
        "input_shape": _sides(getattr(model, "input_shape", None)),
        "output_shape": _sides(getattr(model, "output_shape", None)),
        "parameters": _parameters(model),
        "compiled": bool(model.compiled),
    }


def _layer(layer: Any) -> dict[str, Any]:
    settings = {name: getattr(layer, name) for name in _SETTINGS if hasattr(layer, name)}
    return {
        "type": type(layer).__name__,
        "settings": {name: _plain(value) for name, value in settings.items()},
        "output_shape": _sides(getattr(getattr(layer, "output", None), "shape", None)),
        "parameters": _parameters(layer),
        "activation": _activation(layer),
    }


def _sides(shape: Any) -> list[int | None] | None:
    """A shape; None where it is not known yet, or there are several."""
    known = isinstance(shape, tuple) and all(side is None or isinstance(side, int) for side in shape)
    return list(shape) if known else None


def _parameters(owner: Any) -> int:
    return int(owner.count_params()) if owner.built else 0


def _plain(value: Any) -> Any:
    return [int(side) for side in value] if isinstance(value, (tuple, list)) else value


def _activation(layer: Any) -> Array | None:
    """What a layer's activation makes of some numbers on both sides of zero."""
    activation = getattr(layer, "activation", None)
    return None if activation is None else _to_numpy(activation(keras.ops.convert_to_tensor(_PROBE)))


def weights(model: Any) -> list[Array]:
    """A model's weights, in the order of `Model.get_weights`."""
    return [np.asarray(values) for values in model.get_weights()]


def set_weights(model: Any, weights: list[Array]) -> None:
    """Give a model other weights."""
    model.set_weights(weights)


def predictions(model: Any, images: Array) -> Array:
    """What a model gives for some images."""
    return _to_numpy(model(images, training=False))


def evaluation(model: Any, images: Array, labels: Array) -> dict[str, float]:
    """Loss and metrics as the model was compiled for them."""
    measured: Mapping[str, Any] = model.evaluate(images, labels, verbose=0, return_dict=True)
    return {str(name): float(value) for name, value in measured.items()}


def loss(model: Any, outputs: Array, labels: Array) -> float:
    """What the loss that a model was compiled with makes of outputs which are known.

    An evaluation does not show whether it takes them for probabilities: where a model ends with softmax,
    Keras finds the numbers before that by itself, and forgives who says that outputs are such numbers.
    """
    y, y_pred = map(keras.ops.convert_to_tensor, (labels, outputs))
    return float(model.compute_loss(y=y, y_pred=y_pred))


def fit(model: Any, images: Array, labels: Array, epochs: int, batch_size: int) -> None:
    """Train a model in the way that the reference does."""
    model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


def history(record: Any) -> dict[str, Any]:
    """The numbers of a History."""
    return {
        "epochs": [int(epoch) for epoch in record.epoch],
        "values": {str(name): [float(value) for value in values] for name, values in record.history.items()},
    }


def _to_numpy(tensor: Any) -> Array:
    return np.asarray(keras.ops.convert_to_numpy(tensor))


SERVICES: dict[str, Service] = {
    function.__name__: function
    for function in (
        place_model,
        place_optimizer,
        place_loss,
        facts,
        weights,
        set_weights,
        predictions,
        evaluation,
        loss,
        fit,
        history,
    )
}
