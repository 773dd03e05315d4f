"""How a convolutional layer behaves that puts the zeros of "same" around the wrong axes of its images.

Then sizes do not fit together any more, and what comes of that depends on how the code is written: NumPy cuts
slices at the border, lets one row stand for many, or raises an error. So this is done as loops would do it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from graders.inputs import Array
from graders.misconceptions import walks
from graders.misconceptions.replicas_of_conv_layer import ConvLayer

_RIGHT = ConvLayer()

Product = Callable[[Array, Array], Array]
"""From patches `(N, kh, kw, C)` and kernels, `(N, F)`."""


def _broadcast(patches: Array, kernels: Array) -> Array:
    found: Array = np.sum(patches[..., None] * kernels, axis=(1, 2, 3))
    return found


def _same_shapes_only(patches: Array, kernels: Array) -> Array:
    found: Array = np.tensordot(patches, kernels, axes=3)
    return found


def _channel_by_channel(patches: Array, kernels: Array) -> Array:
    return _broadcast(patches[..., : kernels.shape[2]], kernels)


@dataclass(frozen=True)
class WrongAxes:
    """A layer that pads two neighbouring axes, but not height and width.

    Attributes:
        first_axis: the axis that the zeros of height are put around.
        multiply: how patches and kernels are multiplied.
        promised_size: whether the maps have the size that is promised, not that which fits.
        reads_all: whether all that stands on the first axis is taken for images.
        keeps_number: whether there is room for as many images as came in.
    """

    first_axis: int
    multiply: Product
    promised_size: bool
    reads_all: bool
    keeps_number: bool

    def __call__(
        self, images: Array, kernels: Array, biases: Array, stride: int = 1, padding: str = "valid"
    ) -> Array:
        """Answer as the learner's function does."""
        if padding != "same":
            return _RIGHT(images, kernels, biases, stride, padding)
        number, height, width, _ = images.shape
        (rows, columns), filters = kernels.shape[:2], kernels.shape[3]
        around = [(0, 0)] * 4
        around[self.first_axis] = walks.needed(height, rows, stride)
        around[self.first_axis + 1] = walks.needed(width, columns, stride)
        padded = np.pad(images.astype(np.float64), around)
        sizes = -(-height // stride), -(-width // stride)
        if not self.promised_size:
            if rows > padded.shape[1] or columns > padded.shape[2]:
                raise ValueError("the kernel does not fit")
            sizes = (padded.shape[1] - rows) // stride + 1, (padded.shape[2] - columns) // stride + 1
        read = padded if self.reads_all else padded[:number]
        maps = np.zeros((number if self.keeps_number else len(read), *sizes, filters))
        for i, j in product(range(sizes[0]), range(sizes[1])):
            down, across = i * stride, j * stride
            patches = read[:, down : down + rows, across : across + columns]
            maps[:, i, j] = self.multiply(patches, kernels) + biases
        return maps


def _ways(first_axis: int, *products: Product) -> Iterator[WrongAxes]:
    # Where the batch is not padded, all that is read are the images.
    numbers = [(True, True), (True, False), (False, True)] if first_axis == 0 else [(True, True)]
    for multiply, promised_size, (reads_all, keeps_number) in product(products, (True, False), numbers):
        # Who keeps the promised size and does not broadcast gives errors only, and these say nothing.
        if multiply is not _same_shapes_only or not promised_size:
            yield WrongAxes(first_axis, multiply, promised_size, reads_all, keeps_number)


BATCH_AND_HEIGHT = tuple(_ways(0, _broadcast, _same_shapes_only))
"""The images of the batch and the rows are padded."""

WIDTH_AND_CHANNELS = tuple(_ways(2, _broadcast, _same_shapes_only, _channel_by_channel))
"""The columns and the channels are padded."""
