"""What an audit says of trainings that went one way or another."""

import numpy as np
import pytest

from graders.audits import BATCH, EPOCHS, IMAGES, STEPS, VALIDATION, Audit
from graders.inputs import Array
from graders.traces import Order, Traces
from grading.failures import CheckFailed

SHORT = IMAGES % BATCH


def shares(orders: list[Array], drop_short: bool = False) -> Array:
    """What images count after epochs in these orders."""
    total = np.zeros(IMAGES)
    for order in orders:
        for start in range(0, IMAGES, BATCH):
            batch = order[start : start + BATCH]
            if len(batch) == BATCH or not drop_short:
                total[batch] += 1 / len(batch)
    return total


def audit(counted: Array, problem: str = "", learned_from_validation: float = 0.0) -> Audit:
    return Audit(None, Traces(counted, np.full(VALIDATION, learned_from_validation), None), problem)


def orders(seed: int = 0) -> list[Array]:
    rng = np.random.default_rng(seed)
    return [rng.permutation(IMAGES) for _ in range(EPOCHS)]


@pytest.mark.parametrize("seed", range(20))
def test_a_right_training_is_shuffled_and_clean(seed: int) -> None:
    right = audit(shares(orders(seed)))
    assert right.steps == pytest.approx(STEPS)
    assert right.order is Order.SHUFFLED
    assert right.clean


def test_images_in_the_given_order_are_not_shuffled() -> None:
    assert audit(shares([np.arange(IMAGES)] * EPOCHS)).order is Order.LAST_COUNT_MORE
    assert audit(shares([np.arange(IMAGES)] * EPOCHS, drop_short=True)).order is Order.LAST_COUNT_LESS
    assert audit(shares([np.arange(IMAGES)])).order is Order.LAST_COUNT_MORE


def test_one_order_for_all_epochs_is_not_shuffled_anew() -> None:
    order = np.random.default_rng(0).permutation(IMAGES)
    assert audit(shares([order] * EPOCHS)).order is Order.SAME_AGAIN


def test_a_training_of_one_epoch_repeats_no_order() -> None:
    assert audit(shares(orders()[:1])).order is Order.SHUFFLED


def test_a_dropped_short_batch_is_no_clean_training_though_shuffled() -> None:
    dropped = audit(shares(orders(), drop_short=True))
    assert dropped.order is Order.SHUFFLED
    assert not dropped.clean


def test_a_training_on_validation_images_is_not_clean() -> None:
    assert not audit(shares(orders()), learned_from_validation=1 / BATCH).clean


def test_where_nothing_can_be_told_nothing_counts() -> None:
    unreadable = audit(shares(orders()), problem="The weights are the same as before.")
    assert not unreadable.clean
    with pytest.raises(CheckFailed, match="the same as before"):
        unreadable.require_readable()


def test_what_is_no_history_is_named() -> None:
    with pytest.raises(CheckFailed, match="it gave None"):
        audit(shares(orders())).history()
