"""The lesson's network, trained, and three real digits, for the tests of a whole network's predictions.

Both are in `data/network.npz`, which `python -m tools.train_network` made.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from graders.inputs import Array
from grading.checking import check
from solutions import convolution, pooling

with np.load(Path(__file__).parent / "data" / "network.npz") as _stored:
    WEIGHTS: list[Array] = [_stored[f"weight_{index}"].astype(np.float32) for index in range(8)]
    """The network's weights, float32, in the order of Keras's `Model.get_weights`."""
    DIGITS: Array = _stored["digits"][..., None].astype(np.float32) / 255
    """Float32 `(3, 28, 28, 1)`, from 0 to 1."""

# With one loop inside another, all filters would take a slow machine most of a test's time.
_LEARNERS_FILTERS = slice(None, None, 4)


def with_learners_filters(conv_layer: Callable[..., Any]) -> Callable[[Array, Array, Array], Array]:
    """A layer of which a learner's function computes every fourth map, and the reference the rest.

    A wrong map stops the test before the next layer meets it.
    """

    def layer(maps: Array, kernels: Array, biases: Array) -> Array:
        found = convolution.conv_layer(maps, kernels, biases)
        answer = conv_layer(maps, kernels[..., _LEARNERS_FILTERS], biases[_LEARNERS_FILTERS])
        check(answer, close_to=found[..., _LEARNERS_FILTERS])
        found[..., _LEARNERS_FILTERS] = answer
        return found

    return layer


def checked(max_pool: Callable[..., Any]) -> Callable[[Array, int], Array]:
    """A learner's pooling that stops the test where it goes wrong, before the next layer meets its answer."""

    def layer(maps: Array, pool_size: int) -> Array:
        answer: Array = max_pool(maps, pool_size)
        check(answer, close_to=pooling.max_pool(maps, pool_size))
        return answer

    return layer
