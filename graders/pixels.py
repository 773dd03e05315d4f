"""Images with a single bright pixel, and a network of one layer: its weights are a diary of a training.

The weights of a pixel move only where a step's batch holds an image with that pixel. This is so with every
optimiser that treats weights one by one, so the diary can be read without knowing which one it was.
"""

from typing import Any

import numpy as np

from graders.inputs import Array
from graders.network import cross_entropy, softmax

SIDE, CLASSES = 28, 10
LAYERS: list[dict[str, Any]] = [
    {"shape": [SIDE, SIDE, 1]},
    {"type": "Flatten"},
    {"type": "Dense", "units": CLASSES, "activation": "softmax"},
]
"""The network as a worker is told of it; see `graders.network.LAYERS`."""


def undecided() -> list[Array]:
    """Weights with which every image has the same probability of every class.

    They are not 0: some optimisers' steps grow with the weights.
    """
    return [
        np.full((SIDE * SIDE, CLASSES), 0.05, dtype=np.float32),
        np.zeros(CLASSES, dtype=np.float32),
    ]


def diary(weights: list[Array], used: Array) -> Array:
    """How the weights of some pixels have moved since `undecided`, float64 `(len(used), 10)`.

    What moves the weights of a pixel that is dark in all images, such as weight decay, is no part of it.

    Args:
        weights: of the network, after a training.
        used: numbers of the pixels, of which one image or more were bright.
    """
    dark = np.setdiff1d(np.arange(SIDE * SIDE), used)[0]
    moves: Array = weights[0][used].astype(np.float64) - weights[0][dark]
    return moves


def images_of(pixels: Array) -> Array:
    """Images that are bright in one pixel, float32 `(N, 28, 28, 1)`.

    Args:
        pixels: `(N,)`, which pixel of each, 0 to 783.
    """
    images = np.zeros((len(pixels), SIDE * SIDE), dtype=np.float32)
    images[np.arange(len(pixels)), pixels] = 1
    return images.reshape(-1, SIDE, SIDE, 1)


def losses(weights: list[Array], images: Array, labels: Array) -> Array:
    """Each image's loss, float64 `(N,)`."""
    kernel, biases = (values.astype(np.float64) for values in weights)
    return cross_entropy(softmax(images.reshape(len(images), -1) @ kernel + biases), labels)
