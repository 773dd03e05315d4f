"""How `train` behaves, right or not: what an audited training may leave behind.

Nobody can foresee in which order images come. So a replica is often shown what a training left, and says
whether one of its own may leave that: `True`, as in "it may step so".
"""

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from graders.inputs import Array
from graders.traces import Order, Traces, Validated, Way
from grading.misconceptions import Vague

_CLOSE = 0.05
_VALIDATION_KEYS = ("val_loss", "val_accuracy")


class Pool(Enum):
    """What is learned from."""

    IMAGES = "the training images"
    BOTH_AT_ONCE = "training and validation images together"
    BOTH_IN_TURN = "the training images, and the validation images in a training of their own"
    A_PART = "a part of the training images"


class Shuffled(Enum):
    """When images get a new order."""

    EACH_EPOCH = "before each epoch"
    ONCE = "before the first epoch"
    NEVER = "never"


class LastBatch(Enum):
    """What becomes of an epoch's last, short batch."""

    LEARNED = "it is learned from"
    CUT_OFF = "the images at the end are never looked at"
    DROPPED = "whichever images would be in it are not looked at in this epoch"
    LEFT_OVER = "the next epoch consists of it, since the data's one iterator goes on; so do all even epochs"


class Optimizer(Enum):
    """What moves the weights."""

    GIVEN = "the model's own"
    OWN = "one that the training compiles the model with"


class Pixels(Enum):
    """What happens to the pixels before the training."""

    KEPT = "nothing"
    PALE = "they are divided by 255"
    ALL_PALE = "they are divided by 255, those for validation too"


class Given(Enum):
    """What comes back."""

    HISTORY = "a History"
    OTHER = "something else"


@dataclass(frozen=True)
class Train:
    """Each step of `train`.

    Attributes:
        epochs: how many there are; None for as many as are asked for.
        one_by_one: whether each epoch is a training of its own; the History then knows of the last one only.
        batch_size: how many images are in a batch; None for as many as are asked for.
        pool: what is learned from.
        shuffled: when images get a new order.
        last_batch: what becomes of the short one.
        optimizer: what moves the weights.
        pixels: what happens to them before.
        validated: what validation is made on; None where there is none.
        has_accuracy: whether the History tells the accuracy.
        gives: what comes back.
    """

    epochs: int | None = None
    one_by_one: bool = False
    batch_size: int | None = None
    pool: Pool = Pool.IMAGES
    shuffled: Shuffled = Shuffled.EACH_EPOCH
    last_batch: LastBatch = LastBatch.LEARNED
    optimizer: Optimizer = Optimizer.GIVEN
    pixels: Pixels = Pixels.KEPT
    validated: Validated | Vague | None = Validated.VALIDATION
    has_accuracy: bool = True
    gives: Given = Given.HISTORY

    def way(self) -> Way:
        """How the weights move."""
        if self.optimizer is Optimizer.OWN:
            return Way.FAR
        return Way.PLAIN if self.pixels is Pixels.KEPT else Way.PALE

    def may_step_so(self, traces: Traces, epochs: int, batch_size: int) -> bool:
        """Whether there may be as many steps as a training has made, with batches as large."""
        if self._leaves_no_plain_traces():
            return True
        if not self._changes_steps():
            asked = epochs * -(-len(traces.shares) // batch_size)
            in_batches = abs(float(np.median(traces.shares)) * batch_size - epochs) <= 0.1
            return abs(float(traces.shares.sum()) - asked) <= 0.5 and in_batches
        return self._may_leave(traces, epochs, batch_size)

    def brief_steps(self, images: int, epochs: int, batch_size: int) -> int:
        """How many steps there are with few images."""
        size = self.batch_size or batch_size
        batches = -(-images // size) if self.last_batch is LastBatch.LEARNED else images // size
        return (self.epochs or epochs) * batches

    def may_leave_out(self, traces: Traces, epochs: int, batch_size: int) -> bool:
        """Whether just those images may be left out, or learned from less often, that a training left out."""
        if self._leaves_no_plain_traces():
            return True
        none_is_left_out = bool((traces.shares >= 0.75 * np.median(traces.shares)).all())
        return none_is_left_out or (self._changes_steps() and self._may_leave(traces, epochs, batch_size))

    def may_learn_validation(self, learned: int, traces: Traces) -> bool:
        """Whether as many validation images may be learned from."""
        if self._leaves_no_plain_traces():
            return True
        if self.pool not in (Pool.BOTH_AT_ONCE, Pool.BOTH_IN_TURN):
            return not learned
        # Nobody learns from an image less than not at all: the images would explain the weights badly.
        shares = np.r_[traces.shares, traces.validation_shares]
        return learned > 0 and bool(shares.min() > -_CLOSE * shares.max())

    def may_come_in(self, order: Order, images: int, batch_size: int) -> bool:
        """Whether the images may come in such an order."""
        if self._leaves_no_plain_traces():
            return True
        size = self.batch_size or batch_size
        is_mixed = self.shuffled is not Shuffled.NEVER
        if self.pool is Pool.A_PART:
            # What is held back are the last images, and those of the short batch may be any.
            return order is Order.MORE_COUNT_LESS or (is_mixed and order is Order.SHUFFLED)
        if images % size == 0 or size > images:
            return order is Order.NONE or size == 1  # After so many steps the ledger is not exact.
        if self.last_batch is LastBatch.CUT_OFF or (self.last_batch is LastBatch.DROPPED and not is_mixed):
            return order is (Order.LAST_COUNT_LESS if size == batch_size else Order.MORE_COUNT_LESS)
        if self == Train(shuffled=Shuffled.ONCE, validated=self.validated, gives=self.gives):
            return order is Order.SAME_AGAIN
        return order is (Order.SHUFFLED if is_mixed else Order.LAST_COUNT_MORE)

    def gave_history(self) -> bool:
        """Whether a History comes back."""
        return self.gives is Given.HISTORY

    def missing(self) -> tuple[str, ...]:
        """What is missing in the History, of the four that should be in it."""
        accuracy = () if self.has_accuracy else ("accuracy", "val_accuracy")
        validation = _VALIDATION_KEYS if self.validated is None else ()
        keys = ("loss", "accuracy", *_VALIDATION_KEYS)
        return tuple(key for key in keys if key in {*accuracy, *validation})

    def recorded(self, epochs: int) -> int:
        """How many epochs the History has."""
        return 1 if self.one_by_one else self.epochs or epochs

    def recorded_in_both(self, short: int, whole: int) -> tuple[int, int]:
        """Likewise, of a short training and a whole one."""
        return self.recorded(short), self.recorded(whole)

    def measured_on(self) -> Validated | Vague | None:
        """What the validation's numbers in the History were measured on."""
        return self.validated

    def may_reach(self, is_enough: bool) -> bool:
        """Whether the model may have learned so much, or so little, in a whole training."""
        more = self.pool if self.pool is not Pool.A_PART else Pool.IMAGES
        harmless = replace(
            Train(), pool=more, shuffled=self.shuffled, validated=self.validated, gives=self.gives
        )
        return is_enough or self != harmless

    def _leaves_no_plain_traces(self) -> bool:
        return self.way() is not Way.PLAIN

    def _changes_steps(self) -> bool:
        return not (
            self.epochs is None
            and self.batch_size is None
            and self.pool in (Pool.IMAGES, Pool.BOTH_IN_TURN)
            and self.last_batch is LastBatch.LEARNED
        )

    def _may_leave(self, traces: Traces, epochs: int, batch_size: int) -> bool:
        """Whether a training may leave these traces."""
        shares = traces.shares
        epochs, size = self.epochs or epochs, self.batch_size or batch_size
        if self.epochs and traces.recorded not in (None, self.recorded(epochs)):
            return False
        if self.pool is Pool.BOTH_AT_ONCE:
            shares = np.r_[shares, traces.validation_shares]
        elif self.pool is Pool.A_PART:
            was_used = shares > 0.25 * np.median(shares)
            unused = int((~was_used).sum())
            # As many as the last batch would hold were not held back, but cut off.
            if unused in (0, len(shares) % size) or unused > 0.45 * len(shares):
                return False
            shares = shares[was_used]
        return self._may_share(shares, traces.recorded, epochs, size)

    def _may_share(self, shares: Array, recorded: int | None, epochs: int, size: int) -> bool:
        count, size = len(shares), min(size, len(shares))
        short = count % size
        cut = slice(count - short, count)
        match self.last_batch:
            case LastBatch.LEARNED:
                steps = epochs * -(-count // size)
            case LastBatch.LEFT_OVER:
                # Of two epochs asked for, the second one is nothing but the batch that the first has left.
                if recorded != epochs or epochs != 2 or not short:
                    return False
                epochs, steps = 1, -(-count // size)
            case LastBatch.CUT_OFF:
                if not short or np.abs(shares[cut]).max() * size > 0.5:
                    return False
                steps, shares, short = epochs * (count // size), shares[: count - short], 0
            case LastBatch.DROPPED:
                steps = epochs * (count // size)
        if abs(float(shares.sum()) - steps) > _CLOSE * steps:
            return False
        times = np.arange(epochs + 1)
        if self.last_batch is LastBatch.DROPPED:
            possible = times / size
        else:
            possible = (epochs - times) / size + times / (short or size)
        distance = np.abs(shares[:, None] - possible).min(axis=1)
        # The more steps, the less exact is the ledger.
        close = _CLOSE if steps < 100 else 2 * _CLOSE
        return bool((distance <= close * np.maximum(np.abs(shares), 1 / size)).mean() > 0.9)
