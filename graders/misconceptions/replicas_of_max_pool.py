"""How code that pools behaves, step by step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np

from graders.inputs import Array

Sides = tuple[int, int]


def _as_wide_as_the_window(pool_size: int, stride: int | None) -> int:
    return pool_size if stride is None else stride


def always_as_wide(pool_size: int, stride: int | None) -> int:
    """Have windows lie side by side, whatever the stride."""
    return pool_size


def one_where_not_given(pool_size: int, stride: int | None) -> int:
    """Move by one pixel where no stride is given."""
    return 1 if stride is None else stride


def _own_window(pool_size: int, stride: int) -> int:
    return pool_size


def window_of_stride(pool_size: int, stride: int) -> int:
    """A window as large as the stride."""
    return stride


def has_to_fit(sides: Sides, window: int) -> None:
    """Refuse a window that is too large."""
    """Refuse a window that is too large."""
    if window > min(sides):
        raise ValueError("the window does not fit")


def never_checked(sides: Sides, window: int) -> None:
    """Let every window pass."""


def _own_sides(sides: Sides) -> Sides:
    return sides


def height_twice(sides: Sides) -> Sides:
    """Take the height for the width too."""
    return sides[0], sides[0]


def width_twice(sides: Sides) -> Sides:
    """Take the width for the height too."""
    return sides[1], sides[1]


Starts = Iterable[int]


def _that_fit(size: int, window: int, stride: int) -> Starts:
    return range(0, size - window + 1, stride)


def started_strides(size: int, window: int, stride: int) -> Starts:
    """Windows that the border cuts off too: as many as it takes to reach the end."""
    count = max(-(-(size - window) // stride), 0) + 1
    return range(0, count * stride, stride)


def until_the_end(size: int, window: int, stride: int) -> Starts:
    """Windows that begin anywhere in the image, one for each stride that is started."""
    return range(0, size, stride)


def until_divided(size: int, window: int, stride: int) -> Starts:
    """Windows that fit once the size has grown to a multiple of the window's."""
    return range(0, -(-size // window) * window - window + 1, stride)


def side_by_side(size: int, window: int, stride: int) -> Starts:
    """As many windows as fit by the stride, but each beside the one before."""
    return [index * window for index in range(max((size - window) // stride + 1, 0))]


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


def _any_size(sides: Sides, window: int, stride: int) -> None:
    pass


def must_divide(sides: Sides, window: int, stride: int) -> None:
    """Where windows lie side by side, refuse sizes that leave something over."""
    if window == stride and (sides[0] % window or sides[1] % window):
        raise ValueError("cannot reshape")


def must_be_square(may_be_wider: bool) -> Callable[[Sides, int, int], None]:
    """Where windows lie side by side, refuse all that can't be cut into as many of them across as down."""

    def divide(sides: Sides, window: int, stride: int) -> None:
        height, width = sides
        square = height // window * window
        if window == stride and (width < square if may_be_wider else square**2 != height * width):
            raise ValueError("cannot reshape")

    return divide


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

    step: Callable[[int, int | None], int] = _as_wide_as_the_window
    window: Callable[[int, int], int] = _own_window
    counted: Callable[[int, int], int] = _own_window
    sides: Callable[[Sides], Sides] = _own_sides
    fits: Callable[[Sides, int], None] = has_to_fit
    divide: Callable[[Sides, int, int], None] = _any_size
    starts: Callable[[int, int, int], Starts] = _that_fit
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
        self.fits(sides, counted)
        self.divide((height, width), counted, step)
        down, across = (list(self.starts(size, counted, step)) for size in sides)
        pixels = self.surround(images)
        picked = [self.pick(pixels[:, i : i + window, j : j + window]) for i, j in product(down, across)]
        pooled = np.zeros((number, 0, 0, channels), images.dtype)
        if picked:
            pooled = np.stack(picked, axis=1).reshape(number, len(down), len(across), channels)
        result = self.type_as(self.give(pooled), images)
        self.leave(images)
        return result
