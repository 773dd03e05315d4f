"""How a pooling window walks over maps: how large it is, where it begins, what is refused."""

from collections.abc import Callable, Iterable

Sides = tuple[int, int]


def as_wide_as_the_window(pool_size: int, stride: int | None) -> int:
    """Move by the stride, or by the window."""
    return pool_size if stride is None else stride


def always_as_wide(pool_size: int, stride: int | None) -> int:
    """Have windows lie side by side, whatever the stride."""
    return pool_size


def one_where_not_given(pool_size: int, stride: int | None) -> int:
    """Move by one pixel where no stride is given."""
    return 1 if stride is None else stride


def own_window(pool_size: int, stride: int) -> int:
    """A window of its own size."""
    return pool_size


def window_of_stride(pool_size: int, stride: int) -> int:
    """A window as large as the stride."""
    return stride


def has_to_fit(sides: Sides, window: int, pool_size: int) -> None:
    """Refuse a window that is too large."""
    if window > min(sides):
        raise ValueError("the window does not fit")


def pool_size_has_to_fit(sides: Sides, window: int, pool_size: int) -> None:
    """Refuse a window that is too large, whatever it is taken to be later."""
    has_to_fit(sides, pool_size, pool_size)


def never_checked(sides: Sides, window: int, pool_size: int) -> None:
    """Let every window pass."""


def own_sides(sides: Sides) -> Sides:
    """Both sides as they are."""
    return sides


def height_twice(sides: Sides) -> Sides:
    """Take the height for the width too."""
    return sides[0], sides[0]


def width_twice(sides: Sides) -> Sides:
    """Take the width for the height too."""
    return sides[1], sides[1]


def as_high_at_most(sides: Sides) -> Sides:
    """Take the height for the width too, as far as there is something."""
    return sides[0], min(sides)


def as_wide_at_most(sides: Sides) -> Sides:
    """Take the width for the height too, as far as there is something."""
    return min(sides), sides[1]


Starts = Iterable[int]


def that_fit(size: int, window: int, stride: int) -> Starts:
    """All windows that fit."""
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


Divide = Callable[[Sides, int, int, bool], None]
"""Of height and width, the window, the step, and whether a stride was given."""


def any_size(sides: Sides, window: int, step: int, is_given: bool) -> None:
    """Refuse nothing."""


def must_divide(sides: Sides, window: int, step: int, is_given: bool) -> None:
    """Where windows lie side by side, refuse sizes that leave something over."""
    if window == step and (sides[0] % window or sides[1] % window):
        raise ValueError("cannot reshape")


def must_divide_by_default(sides: Sides, window: int, step: int, is_given: bool) -> None:
    """Likewise, but only where no stride is given."""
    if not is_given:
        must_divide(sides, window, step, is_given)


def must_be_square(may_be_wider: bool) -> Divide:
    """Where windows lie side by side, refuse all that can't be cut into as many of them across as down."""

    def divide(sides: Sides, window: int, step: int, is_given: bool) -> None:
        height, width = sides
        square = height // window * window
        if window == step and (width < square if may_be_wider else square**2 != height * width):
            raise ValueError("cannot reshape")

    return divide


def pixel_by_pixel(axis: int) -> Divide:
    """Fail where windows are counted by one side and leave the image on the other."""

    def divide(sides: Sides, window: int, step: int, is_given: bool) -> None:
        if (sides[axis] - window) // step * step + window > sides[1 - axis]:
            raise IndexError("there is no such pixel")

    return divide
