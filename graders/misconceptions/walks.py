"""How a kernel walks along an axis of the images: what is added there, and where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Zeros = tuple[int, int]


@dataclass(frozen=True)
class Walk:
    """A kernel's way along one axis.

    Attributes:
        before: so many zeros are added before the image.
        after: and so many after it.
        starts: where the kernel stands, in the padded image.
        room: how many values the map has along the axis; more than starts where some are never found.
    """

    before: int
    after: int
    starts: Sequence[int]
    room: int


ToWalk = Callable[[int, int, int, str], Walk]
"""From the sizes of image and kernel, the stride and the padding."""


def needed(size: int, kernel: int, stride: int) -> Zeros:
    """The zeros of "same": what the last position needs, an odd one after the image."""
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def all_after(size: int, kernel: int, stride: int) -> Zeros:
    """All zeros after the image."""
    return 0, sum(needed(size, kernel, stride))


def odd_one_before(size: int, kernel: int, stride: int) -> Zeros:
    """An odd zero before the image."""
    after, before = needed(size, kernel, stride)
    return before, after


def as_for_stride_one(size: int, kernel: int, stride: int) -> Zeros:
    """As many zeros as without a stride."""
    return needed(size, kernel, 1)


def half_a_kernel(size: int, kernel: int, stride: int) -> Zeros:
    """Half of the kernel on each side."""
    return kernel // 2, kernel // 2


def _every_place(padded: int, kernel: int, stride: int) -> range:
    return range(0, padded - kernel + 1, stride)


def last_place_missed(padded: int, kernel: int, stride: int) -> range:
    """One place less, each started stride counted."""
    return range(0, padded - kernel, stride)


def one_step_less(padded: int, kernel: int, stride: int) -> range:
    """One place less, started strides not counted."""
    return range(0, (padded - kernel) // stride * stride, stride)


def along(
    zeros: Callable[[int, int, int], Zeros] = needed,
    places: Callable[[int, int, int], range] = _every_place,
    keeps_room: bool = False,
) -> ToWalk:
    """A walk with the zeros and places that are given; it may keep room for all the right places."""

    def walk(size: int, kernel: int, stride: int, padding: str) -> Walk:
        before, after = zeros(size, kernel, stride) if padding == "same" else (0, 0)
        padded = before + size + after
        starts = places(padded, kernel, stride)
        room = len(_every_place(padded, kernel, stride)) if keeps_room else len(starts)
        return Walk(before, after, starts, room)

    return walk


def missed_without_padding(size: int, kernel: int, stride: int, padding: str) -> Walk:
    """One place less, but only where nothing is added."""
    to_walk = right if padding == "same" else along(places=last_place_missed)
    return to_walk(size, kernel, stride, padding)


def started_strides_count(size: int, kernel: int, stride: int, padding: str) -> Walk:
    """One place more where a stride has been started; zeros stand for what is missing there."""
    if padding == "same":
        return right(size, kernel, stride, padding)
    count = -(-(size - kernel) // stride) + 1
    after = (count - 1) * stride + kernel - size
    return Walk(0, after, range(0, count * stride, stride), count)


def by_one(padded_for_stride: bool, counted_by_stride: bool) -> ToWalk:
    """A walk by single pixels, where zeros and positions may be counted by the stride all the same."""

    def walk(size: int, kernel: int, stride: int, padding: str) -> Walk:
        padded = right(size, kernel, stride if padded_for_stride else 1, padding)
        most = padded.before + size + padded.after - kernel + 1
        count = len(right(size, kernel, stride, padding).starts) if counted_by_stride else most
        return Walk(padded.before, padded.after, range(min(count, most)), count)

    return walk


right = along()
STEPS_OF_ONE = tuple(by_one(zeros, positions) for zeros in (True, False) for positions in (True, False))
"""Each way of walking by single pixels."""
