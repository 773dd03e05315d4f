"""The lesson's network in NumPy, made of the reference's own layers: what the judge computes by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.inputs import Array
from solutions import convolution, pooling

WEIGHT_SHAPES = (
    *((3, 3, 1, 32), (32,)),
    *((3, 3, 32, 64), (64,)),
    *((1600, 128), (128,)),
    *((128, 10), (10,)),
)
"""Shapes of the network's weights, in the order of Keras's `Model.get_weights`."""


LAYERS: list[dict[str, Any]] = [
    {"shape": [28, 28, 1]},
    {"type": "Conv2D", "filters": 32, "kernel_size": 3, "activation": "relu"},
    {"type": "MaxPooling2D", "pool_size": 2},
    {"type": "Conv2D", "filters": 64, "kernel_size": 3, "activation": "relu"},
    {"type": "MaxPooling2D", "pool_size": 2},
    {"type": "Flatten"},
    {"type": "Dense", "units": 128, "activation": "relu"},
    {"type": "Dense", "units": 10, "activation": "softmax"},
]
"""The network as a worker is told of it: its input's shape, then each layer's Keras class and arguments."""


@dataclass(frozen=True)
class Pass:
    """What N images became on their way through the network.

    Attributes:
        features: `(N, 1600)`, what Flatten gives.
        hidden: `(N, 128)`, what the first Dense layer gives, after ReLU.
        probabilities: `(N, 10)`, what the network gives.
    """

    features: Array
    hidden: Array
    probabilities: Array


def initial_weights(
    rng: np.random.Generator, shapes: Sequence[tuple[int, ...]] = WEIGHT_SHAPES
) -> list[Array]:
    """Weights as Keras begins with by default: Glorot's uniform ones, float32, and biases of 0.

    Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks,
    2010: uniform within the square root of 6 / (fan in + fan out).
    """
    return [_initial(shape, rng) for shape in shapes]


def _initial(shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    if len(shape) == 1:
        return np.zeros(shape, dtype=np.float32)
    *window, inputs, outputs = shape
    limit = np.sqrt(6 / (np.prod(window) * (inputs + outputs)))
    return rng.uniform(-limit, limit, shape).astype(np.float32)


def run(
    weights: list[Array],
    images: Array,
    conv_layer: Callable[[Array, Array, Array], Array] = convolution.conv_layer,
    max_pool: Callable[[Array, int], Array] = pooling.max_pool,
) -> Pass:
    """Send images through the network.

    Args:
        weights: of the shapes `WEIGHT_SHAPES`.
        images: `(N, 28, 28, 1)`.
        conv_layer: computes the convolutional layers.
        max_pool: computes the pooling layers.

    Returns:
        What became of them, float64.
    """
    maps = images
    for kernels, biases in (weights[:2], weights[2:4]):
        maps = max_pool(convolution.relu(conv_layer(maps, kernels, biases)), 2)
    features = maps.reshape(len(maps), -1).astype(np.float64)
    hidden = convolution.relu(features @ weights[4] + weights[5])
    return Pass(features, hidden, softmax(hidden @ weights[6] + weights[7]))


def softmax(scores: Array) -> Array:
    """Probabilities that add up to 1 along the last axis."""
    exponentials: Array = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probabilities: Array = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return probabilities


def cross_entropy(probabilities: Array, labels: Array) -> Array:
    """Each image's loss, shape `(N,)`: minus the logarithm of the probability of its label."""
    losses: Array = -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-7))
    return losses
