"""How code that works out the size of a convolution's result behaves, step by step."""

from collections.abc import Callable
from dataclasses import dataclass

Number = int | float


def _in_all(size: int, kernel_size: int, stride: int) -> int:
    return (size - kernel_size) // stride + 1


def last_missed(size: int, kernel_size: int, stride: int) -> int:
    """Miss the last position; a started stride counts."""
    return -(-(size - kernel_size) // stride)


def last_missed_rounded_down(size: int, kernel_size: int, stride: int) -> int:
    """Miss the first position, or the last; a started stride does not count."""
    return (size - kernel_size) // stride


def none_left_refused(size: int, kernel_size: int, stride: int) -> int:
    """Miss the last position, and refuse a kernel for which none is left then."""
    if kernel_size >= size:
        raise ValueError("no position is left")
    return last_missed(size, kernel_size, stride)


def rounded_up(size: int, kernel_size: int, stride: int) -> int:
    """Count a started stride as a whole one."""
    return -(-(size - kernel_size) // stride) + 1


def by_one(size: int, kernel_size: int, stride: int) -> int:
    """Move by one pixel, whatever the stride."""
    return size - kernel_size + 1


def _started_strides(size: int, kernel_size: int, stride: int) -> int:
    return -(-size // stride)


def whole_strides(size: int, kernel_size: int, stride: int) -> int:
    """Count whole strides only."""
    return size // stride


def as_before(size: int, kernel_size: int, stride: int) -> int:
    """The size that came in."""
    return size


def around_by_half(size: int, kernel_size: int, stride: int) -> int:
    """Half of the kernel on each side, and what then fits."""
    return (size + 2 * (kernel_size // 2) - kernel_size) // stride + 1


def known(padding: str) -> str:
    """Refuse an unknown padding."""
    if padding not in ("valid", "same"):
        raise ValueError("nobody knows that padding")
    return padding


def always_valid(padding: str) -> str:
    """Refuse an unknown padding, and take the others for "valid"."""
    known(padding)
    return "valid"


def valid_unchecked(padding: str) -> str:
    """Likewise, but with "same" padding a large kernel passes."""
    return "" if known(padding) == "same" else "valid"


def valid_if_not_same(padding: str) -> str:
    """Refuse nothing."""
    return "same" if padding == "same" else "valid"


def same_if_not_valid(padding: str) -> str:
    """Likewise, the other way round."""
    return "valid" if padding == "valid" else "same"


def _has_to_fit(size: int, kernel_size: int, padding: str) -> None:
    if padding == "valid" and kernel_size > size:
        raise ValueError("the kernel does not fit")


def never_checked(size: int, kernel_size: int, padding: str) -> None:
    """Let every kernel pass."""


def always_has_to_fit(size: int, kernel_size: int, padding: str) -> None:
    """Refuse a kernel that is too large, with "same" padding too."""
    _has_to_fit(size, kernel_size, "valid")


def _whole(result: int, padding: str) -> Number:
    return result


def a_float(result: int, padding: str) -> Number:
    """Give a float."""
    return float(result)


def float_only_for(kind: str) -> Callable[[int, str], Number]:
    """Give a float with one padding."""
    return lambda result, padding: float(result) if padding == kind else result


@dataclass(frozen=True)
class OutputSize:
    """Each step of working out a size.

    Attributes:
        know: refuses an unknown padding, and says what the padding is taken for.
        fits: refuses a kernel that is too large.
        valid: the size without padding.
        same: the size with it.
        give: the result.
    """

    know: Callable[[str], str] = known
    fits: Callable[[int, int, str], None] = _has_to_fit
    valid: Callable[[int, int, int], int] = _in_all
    same: Callable[[int, int, int], int] = _started_strides
    give: Callable[[int, str], Number] = _whole

    def __call__(self, size: int, kernel_size: int, stride: int = 1, padding: str = "valid") -> Number:
        """Answer as the learner's function does."""
        padding = self.know(padding)
        self.fits(size, kernel_size, padding)
        count = self.same if padding == "same" else self.valid
        return self.give(count(size, kernel_size, stride), padding)
