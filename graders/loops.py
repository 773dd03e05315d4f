"""What a training loop by hand did, described so that one mistake can be told from others."""

from collections.abc import Sequence
from enum import Enum

import numpy as np

from graders import pixels
from graders.inputs import Array
from grading.protocol import Foreign

UNLIKENESS = 0.25
"""How far a step may be from the judge's own, as a share of its length.

Where the two largest values of a pooling window differ by no more than float32's rounding, the gradient may
flow to either. That is rare, and moved none of 160 gradients by more than 4 %, although their weights had
been changed by 1e-5, far more than by rounding.
"""

USUAL_RATES = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0001, 0.00001)
"""Learning rates that somebody may write down."""

_ADAGRAD = 0.1**-0.5  # Its first step is plain SGD's at so many times the rate, where gradients are small.
_SAME = 0.1


class Kind(Enum):
    """What came back."""

    RIGHT = "a float, or a list of floats"
    TENSOR = "a tensor, or a list of tensors"
    OTHER = "something else"


def kind_of(value: object) -> Kind:
    """Whether a value is a number, or a tensor instead."""
    if isinstance(value, Foreign) and "Tensor" in value.type_name:
        return Kind.TENSOR
    return Kind.RIGHT if isinstance(value, (int, float)) and not isinstance(value, bool) else Kind.OTHER


def kind_of_list(value: object) -> Kind:
    """Whether a value is a list of numbers, or one with tensors in it."""
    if not isinstance(value, list):
        return Kind.OTHER
    kinds = {kind_of(one) for one in value}
    return Kind.OTHER if Kind.OTHER in kinds else Kind.TENSOR if Kind.TENSOR in kinds else Kind.RIGHT


class Told(Enum):
    """Which loss of a batch came back."""

    ASKED = "the one that was asked for"
    TIMES_IMAGES = "that, multiplied by the number of images"
    BY_IMAGES = "that, divided by the number of images"
    NEGATED = "that, with a minus sign"
    OTHER = "another number"


def told(loss: float, right: Sequence[float], images: int) -> Told:
    """Which loss it is; `right` are the numbers that it may be."""
    factors = {
        Told.ASKED: 1,
        Told.TIMES_IMAGES: images,
        Told.BY_IMAGES: 1 / images,
        Told.NEGATED: -1,
    }
    for which, factor in factors.items():
        if np.isclose(loss, [factor * one for one in right], rtol=1e-4).any():
            return which
    return Told.OTHER


class Move(Enum):
    """How weights moved in a step."""

    ASKED = "as one step of the given optimiser moves them"
    NONE = "not at all, and the loss was computed"
    UPHILL = "as far as they should, the other way"
    OF_SUM = "as the sum over the images moves them"
    OWN_RATE = "as plain SGD with another usual rate moves them"
    DOWNHILL = "each downhill, but by other lengths"
    OTHER = "in another way"


def move_of(moves: list[Array], gradients: list[Array], rate: float, images: int) -> Move:
    """How weights moved, other than not at all.

    Args:
        moves: of each of the weights.
        gradients: of the batch's loss.
        rate: of the optimiser that was given.
        images: how many are in the batch.
    """
    if not all(move.any() for move in moves):
        return Move.OTHER
    if all(is_step(move, gradient, rate) for move, gradient in zip(moves, gradients, strict=True)):
        return Move.ASKED
    rates = [
        -float(np.vdot(move, gradient) / np.vdot(gradient, gradient))
        for move, gradient in zip(moves, gradients, strict=True)
    ]
    own = float(np.median(rates))
    if all(is_step(move, gradient, own) for move, gradient in zip(moves, gradients, strict=True)):
        for usual, which in ((-rate, Move.UPHILL), (images * rate, Move.OF_SUM)):
            if abs(own / usual - 1) < _SAME:
                return which
        usual_rates = np.outer([1, _ADAGRAD], USUAL_RATES)
        return Move.OWN_RATE if (np.abs(own / usual_rates - 1) < _SAME).any() else Move.OTHER
    downhill = [_share_downhill(move, gradient) for move, gradient in zip(moves, gradients, strict=True)]
    return Move.DOWNHILL if min(downhill) > 0.9 else Move.OTHER


def is_step(move: Array, gradient: Array, rate: float) -> bool:
    """Whether a move is one step of plain SGD."""
    return bool(np.linalg.norm(move + rate * gradient) <= UNLIKENESS * abs(rate) * np.linalg.norm(gradient))


def _share_downhill(move: Array, gradient: Array) -> float:
    steep = np.abs(gradient) > 0.01 * np.abs(gradient).max()
    return float((np.sign(move) == -np.sign(gradient))[steep].mean())


class Motion(Enum):
    """Whether a training moved weights at all."""

    MOVES = "it moves the weights"
    STILL = "it leaves them as they are, and computes losses"
    NOTHING = "it leaves them as they are, and its losses are others"


def motion_of(moved: bool, value: object, loss: float) -> Motion:
    """Whether a training moved weights; `loss` is what the model had all along if it did not."""
    if moved:
        return Motion.MOVES
    losses = value if isinstance(value, list) else [value]
    if not losses or any(kind_of(one) is not Kind.RIGHT for one in losses):
        return Motion.NOTHING
    # Whoever adds up losses gives several times as much.
    try:
        times = np.array(losses, dtype=np.float64) / loss
    except OverflowError:  # A whole number may be larger than any float.
        return Motion.NOTHING
    is_loss = np.isclose(times, np.maximum(np.round(times), 1), rtol=1e-3).all()
    return Motion.STILL if is_loss else Motion.NOTHING


class Pace(Enum):
    """How far weights moved at a tiny learning rate."""

    TINY = "hardly"
    USUAL = "as at a usual rate, and only those of bright pixels"
    WILD = "further, or also those of dark pixels"


def pace_of(before: list[Array], after: list[Array], used: Array) -> Pace:
    """How far weights of the network of `graders.pixels` moved at a tiny learning rate."""
    moves = [np.abs(new.astype(np.float64) - old) for old, new in zip(before, after, strict=True)]
    furthest = max(float(move.max()) for move in moves)
    if furthest <= 1e-4:
        return Pace.TINY
    dark = np.delete(moves[0], used, axis=0)
    return Pace.USUAL if furthest < 3 and dark.max() <= 1e-2 * furthest else Pace.WILD


class Raised(Enum):
    """Which outputs an image's training made more likely."""

    FEW = "few, such as its label's"
    MOST = "most, and few less likely, such as its label's"
    ONE_OF_TWO = "few, but not both labels that images with the same pixel have"
    OTHERS = "others"


def raised(moves: Array, few: int = (pixels.CLASSES - 1) // 2) -> Raised:
    """Which outputs were made more likely.

    Args:
        moves: of all images, `(N, 10)`.
        few: how many are no more than few.
    """
    if ((moves > 0).sum(axis=1) <= few).all():
        return Raised.FEW
    return Raised.MOST if ((moves < 0).sum(axis=1) <= few).all() else Raised.OTHERS


def raised_both(moves: Array, labels: tuple[int, int], tolerated: int) -> Raised:
    """Which outputs were made more likely of pixels that have two images each, with different labels.

    Args:
        moves: `(N, 10)`, of the pixels.
        labels: of each pixel's images.
        tolerated: of so many pixels it may be otherwise.
    """
    risen = np.isin(np.argsort(moves, axis=1)[:, -2:], labels).all(axis=1)
    if risen.sum() >= len(moves) - tolerated:
        return Raised.FEW
    which = raised(moves)
    return Raised.ONE_OF_TWO if which is Raised.FEW else which


class Taught(Enum):
    """What images were shown as."""

    OWN = "each as what its own label says"
    OTHERS = "some as something else"
    AGAINST = "each as anything but what its label says"
    UNKNOWN = "some in no way that can be told"


def taught(moves: Array, labels: Array) -> Taught:
    """What images were shown as, by how their outputs moved `(N, 10)`."""
    if (moves.argmax(axis=1) == labels).all():
        return Taught.OWN
    if not moves.any(axis=1).all():
        return Taught.UNKNOWN
    match raised(moves):
        case Raised.FEW:
            return Taught.OTHERS
        case Raised.MOST if (moves.argmin(axis=1) == labels).all():
            return Taught.AGAINST
    return Taught.UNKNOWN


class Alone(Enum):
    """Which image is alone in its epoch's last batch."""

    ANY = "another one in each epoch"
    ONE = "always the same one, which was not given last"
    LAST = "always the one that was given last"
    NOBODY = "none"


def alone(rows: Array, last: int) -> Alone:
    """Which image was alone.

    Args:
        rows: of each pixel with two images, how the outputs of their labels moved, the larger one last.
        last: number of the pixel of the image that was given last; `len(rows)` where it has no second image.
    """
    apart = np.abs(rows[:, None] - rows).max(axis=-1)
    is_alike = apart <= 1e-3 * np.abs(rows).max()
    usual = is_alike[is_alike.sum(axis=1).argmax()]
    if usual.sum() < len(rows) - 1:
        return Alone.ANY
    torn = int(usual.argmin()) if not usual.all() else len(rows)
    if torn == last:
        return Alone.LAST
    return Alone.NOBODY if torn == len(rows) else Alone.ONE
