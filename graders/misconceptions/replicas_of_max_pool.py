"""How code that pools behaves, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np

from graders.inputs import Array
from graders.misconceptions import pool_walks as walks


def _nothing_added(images: Array) -> Array:
    return images


def zeros_after(images: Array) -> Array:
    """Add more zeros below and to the right than any window reaches."""
    more = max(images.shape[1:3]) * 2
    return np.pad(images, ((0, 0), (0, more), (0, more), (0, 0)))


Pick = Callable[[Array], Array]
"""From a window of all images, `(N, rows, columns, C)`, a value for each image and channel."""


def _largest(window: Array) -> Array:
    found: Array = window.max(axis=(1, 2))
    return found


def mean(window: Array) -> Array:
    """The mean."""
    found: Array = window.mean(axis=(1, 2))
    return found


def smallest(window: Array) -> Array:
    """The smallest value."""
    found: Array = window.min(axis=(1, 2))
    return found


def farthest_from_zero(window: Array) -> Array:
    """The value that is farthest from zero, with its sign."""
    high, low = window.max(axis=(1, 2)), window.min(axis=(1, 2))
    result: Array = np.where(-low.astype(np.float64) > high, low, high)
    return result


def largest_absolute(window: Array) -> Array:
    """The largest distance from zero."""
    found: Array = np.abs(window).max(axis=(1, 2))
    return found


def upper_left(window: Array) -> Array:
    """The value in the upper left corner."""
    return window[:, 0, 0]


def lower_right(window: Array) -> Array:
    """The value in the lower right corner."""
    return window[:, -1, -1]


def at_least(start: float) -> Pick:
    """The largest value, where that is larger than a number."""

    def pick(window: Array) -> Array:
        found = _largest(window)
        # In float64, for the number need not exist in a small type.
        higher: Array = np.maximum(found.astype(np.float64), start).astype(found.dtype)
        return higher

    return pick


def over(axis: int) -> Pick:
    """The largest value of all images, or of all channels."""

    def pick(window: Array) -> Array:
        found = _largest(window)
        return np.broadcast_to(found.max(axis=axis, keepdims=True), found.shape)

    return pick


def _as_found(pooled: Array) -> Array:
    return pooled


def one_channel(pooled: Array) -> Array:
    """Give one channel."""
    return pooled[..., :1]


def no_channel_axis(pooled: Array) -> Array:
    """Give no axis of channels."""
    return pooled[..., 0]


def one_image(pooled: Array) -> Array:
    """Give one image."""
    return pooled[:1]


def no_batch_axis(pooled: Array) -> Array:
    """Give no axis of images."""
    result: Array = pooled[0]
    return result


def _in_own_type(pooled: Array, images: Array) -> Array:
    return pooled


def in_floats(pooled: Array, images: Array) -> Array:
    """Give float64 numbers."""
    result: Array = pooled.astype(np.float64)
    return result


def whole_ones_in_floats(pooled: Array, images: Array) -> Array:
    """Give float64 numbers where whole ones came in."""
    return pooled if images.dtype.kind == "f" else pooled.astype(np.float64)


def _left_alone(images: Array) -> None:
    pass


def used_up(images: Array) -> None:
    """Leave other numbers in the array that was given."""
    images[...] = images[:, ::-1, ::-1].copy()


@dataclass(frozen=True)
class MaxPool:
    """Each step of max pooling.

    Attributes:
        step: how far the window moves.
        window: how large it is.
        counted: how large it is taken to be where windows are counted.
        sides: what height and width are taken to be.
        fits: refuses a window that is too large.
        divide: refuses sizes that the code can't cut into windows.
        starts: where windows begin.
        surround: what is added around the images.
        pick: what comes of a window.
        give: the result, from all that was picked.
        type_as: the number type in which it comes out.
        leave: what becomes of the array that was given.
    """

    step: Callable[[int, int | None], int] = walks.as_wide_as_the_window
    window: Callable[[int, int], int] = walks.own_window
    counted: Callable[[int, int], int] = walks.own_window
    sides: Callable[[walks.Sides], walks.Sides] = walks.own_sides
    fits: Callable[[walks.Sides, int, int], None] = walks.has_to_fit
    divide: walks.Divide = walks.any_size
    starts: Callable[[int, int, int], walks.Starts] = walks.that_fit
    surround: Callable[[Array], Array] = _nothing_added
    pick: Pick = _largest
    give: Callable[[Array], Array] = _as_found
    type_as: Callable[[Array, Array], Array] = _in_own_type
    leave: Callable[[Array], None] = _left_alone

    def __call__(self, images: Array, pool_size: int = 2, stride: int | None = None) -> Array:
        """Answer as the learner's function does."""
        number, height, width, channels = images.shape
        step = self.step(pool_size, stride)
        window, counted = self.window(pool_size, step), self.counted(pool_size, step)
        sides = self.sides((height, width))
        self.fits(sides, counted, pool_size)
        self.divide((height, width), counted, step, stride is not None)
        down, across = (list(self.starts(size, counted, step)) for size in sides)
        pixels = self.surround(images)
        picked = [self.pick(pixels[:, i : i + window, j : j + window]) for i, j in product(down, across)]
        pooled = np.zeros((number, 0, 0, channels), images.dtype)
        if picked:
            pooled = np.stack(picked, axis=1).reshape(number, len(down), len(across), channels)
        result = self.type_as(self.give(pooled), images)
        self.leave(images)
        return result
