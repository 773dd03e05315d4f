"""How `train_step` and `fit_by_hand` behave, right or not.

Where chance has its part, a replica is shown what came of the learner's code, and says whether its own may
come out like this: `True`, as in "it may tell these losses".
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import combinations
from math import comb

import numpy as np

from graders.inputs import Array
from graders.loops import Alone, Kind, Motion, Move, Pace, Raised, Taught, Told
from grading.misconceptions import Vague


@dataclass(frozen=True)
class TrainStep:
    """Each step of `train_step`.

    Attributes:
        gives: what comes back.
        loss: which loss comes back.
        asks_own: whether the loss is always a mean over the batch, whichever one is asked for.
        move: how the weights move.
    """

    gives: Kind = Kind.RIGHT
    loss: Told = Told.ASKED
    asks_own: bool = False
    move: Move = Move.ASKED

    def kind(self) -> Kind:
        """What comes back."""
        return self.gives

    def told(self, is_sum: bool) -> Told:
        """Which loss comes back where a sum over the batch, or a mean, is asked for."""
        return Told.BY_IMAGES if self.asks_own and is_sum else self.loss

    def motion(self) -> Motion:
        """Whether the weights move."""
        return Motion.STILL if self.move is Move.NONE else Motion.MOVES

    def moves(self) -> Move:
        """How the weights move."""
        return self.move


class Order(Enum):
    """In which order images come."""

    NEW = "in a new one for each epoch"
    GIVEN = "as they are given"
    ONE = "shuffled once"


class LastBatch(Enum):
    """What becomes of an epoch's last, short batch."""

    LEARNED = "it is learned from"
    DROPPED = "whichever images would be in it are left out of this epoch"
    CUT_OFF = "the images that were given last are never looked at"
    NEVER_LEARNED = "it is left out, even where it is a full one"


class Summary(Enum):
    """What is told of an epoch's losses."""

    MEAN = "their mean"
    SUM = "their sum"
    LAST = "the last one"


class Step(Enum):
    """What a step does to the weights."""

    DOWN = "it makes the loss smaller"
    NONE = "nothing"
    UP = "it makes the loss larger"


@dataclass(frozen=True)
class FitByHand:
    """Each step of `fit_by_hand`.

    Attributes:
        gives: what comes back.
        epochs: how many there are; None for as many as are asked for.
        batch_size: how many images are in a batch; None for as many as are asked for.
        order: in which order images come.
        labels_follow: whether the labels come in the same order.
        last_batch: what becomes of the short one.
        summary: what is told of an epoch's losses.
        step: what a step does.
        keeps_rate: whether the learning rate is the one that is asked for.
        is_unlucky: whether the loss is larger in the end, though nothing has to make it so.
    """

    gives: Kind = Kind.RIGHT
    epochs: int | None = None
    batch_size: int | None = None
    order: Order = Order.NEW
    labels_follow: bool = True
    last_batch: LastBatch = LastBatch.LEARNED
    summary: Summary = Summary.MEAN
    step: Step = Step.DOWN
    keeps_rate: bool = True
    is_unlucky: bool = False

    def kind(self) -> Kind:
        """What comes back."""
        return self.gives

    def count(self, epochs: int) -> int:
        """How many losses come back."""
        return self.epochs or epochs

    def pace(self) -> Pace:
        """How far the weights move at a tiny learning rate."""
        return Pace.TINY if self.keeps_rate or self.step is Step.NONE else Pace.USUAL

    def may_tell(self, given: Array, losses: Array, batch_size: int) -> bool | Vague:
        """Whether these may be the losses of some epochs, where each image's loss stays the same."""
        if not self.labels_follow:
            return Vague.WRONG  # Too much may come of mixing images and labels.
        possible = self._possible(losses, min(self.batch_size or batch_size, len(losses)))
        return all(bool(np.isclose(loss, possible, rtol=1e-4).any()) for loss in given)

    def _possible(self, losses: Array, size: int) -> Array:
        """What may be told of an epoch, however the images are put into batches of some size."""
        count, short = len(losses), len(losses) % size
        batches, full = -(-count // size), count // size
        last = _subset_means(losses, short or size)
        of_short = last if short else np.zeros(1)
        sums = (losses.sum() - short * of_short) / size
        if self.last_batch is not LastBatch.LEARNED:
            told = {
                Summary.MEAN: (sums / full, sums / batches),
                Summary.SUM: (sums, sums * size),
                Summary.LAST: (_subset_means(losses, size),),
            }
        else:
            all_batches = sums + of_short
            told = {
                Summary.MEAN: (all_batches / batches, losses.mean()),
                # Over batches, over images, or the mean of what the batches' images add up to.
                Summary.SUM: (all_batches, losses.sum(), losses.sum() / batches),
                Summary.LAST: (last,),
            }
        return np.hstack(told[self.summary])

    def motion(self, images: int, batch_size: int) -> Motion:
        """Whether the weights move."""
        if self.step is Step.NONE:
            return Motion.STILL
        # Without any batch there is no loss either. A fixed size of batches is too poor an excuse for that.
        is_idle = self.batch_size is None and not self._batches(images, batch_size)
        return Motion.NOTHING if is_idle else Motion.MOVES

    def left_out(self, images: int, batch_size: int) -> int:
        """From how many images nothing is learned in an epoch."""
        return max(images - self._batches(images, batch_size) * (self.batch_size or batch_size), 0)

    def raised(self) -> Raised:
        """Which outputs an image's training makes more likely."""
        return Raised.MOST if self.step is Step.UP else Raised.FEW

    def may_raise(self, which: Raised) -> bool:
        """Likewise, where each image has a twin with another label."""
        return which is self.raised() or (which is Raised.ONE_OF_TWO and not self.labels_follow)

    def taught(self) -> Taught:
        """What images are shown as."""
        if self.step is Step.UP:
            return Taught.AGAINST
        if self.last_batch is LastBatch.NEVER_LEARNED:
            return Taught.UNKNOWN
        return Taught.OWN if self.labels_follow else Taught.OTHERS

    def are_alike(self, first: tuple[int, int, int], second: tuple[int, int, int]) -> bool:
        """Whether there are as many steps for some images, batch size and epochs as for others."""
        steps = [self._batches(*batches) * (self.epochs or epochs) for *batches, epochs in (first, second)]
        return steps[0] == steps[1]

    def _batches(self, images: int, batch_size: int) -> int:
        size = self.batch_size or batch_size
        match self.last_batch:
            case LastBatch.LEARNED:
                return -(-images // size)
            case LastBatch.NEVER_LEARNED:
                return -(-images // size) - 1
        return images // size

    def may_come_in(self, order: Alone, images: int, batch_size: int, epochs: int) -> bool:
        """Whether this image may be alone in the epochs' last batches."""
        if (self.batch_size or batch_size) >= images:
            return order is Alone.NOBODY
        if self.order is Order.GIVEN or self.last_batch is LastBatch.CUT_OFF:
            return order is Alone.LAST
        if self.order is Order.ONE or (self.epochs or epochs) == 1:
            return order is Alone.ONE
        return order is Alone.ANY

    def may_fall(self, falls: bool) -> bool:
        """Whether the loss may be smaller, or not, after a training."""
        if self.step is Step.UP or self.is_unlucky:
            return not falls
        return falls


@cache
def _subsets(count: int, size: int) -> Array:
    return np.array(list(combinations(range(count), size)))


def _subset_means(losses: Array, size: int) -> Array:
    """Means of all subsets of so many losses; at most 2,000 are looked at, for few losses."""
    if comb(len(losses), size) > 2000:
        raise ValueError(f"{len(losses)} losses have too many subsets of {size}")
    means: Array = losses[_subsets(len(losses), size)].mean(axis=1)
    return means
