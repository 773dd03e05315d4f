"""Hidden tests of pooling.py, 15 points."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graders import network
from graders.inputs import distinct, mixed
from graders.trained import DIGITS, WEIGHTS, checked
from grading.checking import check, check_unchanged, expect_error
from solutions import pooling as reference


@pytest.mark.points(2)
def test_max_pool_one_map(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """Max pooling keeps the largest value of each 2x2 window."""
    for height, width in [(6, 8), (10, 4), (2, 2)]:
        images = distinct(rng, 1, height, width, 1)
        pooled = learner.pooling.max_pool(images)
        check(pooled, close_to=reference.max_pool(images))
        check(pooled, close_to=oracle.max_pooling2d(images))


@pytest.mark.points(1)
def test_max_pool_small_shifts(learner: Any, rng: np.random.Generator) -> None:
    """A pattern that moves within its window changes nothing, one that crosses a border does."""
    row, column = rng.permutation([0, 2, 4])[:2]

    def pooled_with_pattern_at(down: int, right: int) -> Any:
        images = np.zeros((1, 8, 8, 1), dtype=np.float32)
        images[0, row + down, column + right, 0] = 1
        return learner.pooling.max_pool(images, 2)

    def found_in_window(down: int, right: int) -> Any:
        expected = np.zeros((1, 4, 4, 1))
        expected[0, row // 2 + down, column // 2 + right, 0] = 1
        return expected

    for down, right in [(0, 0), (0, 1), (1, 0), (1, 1)]:
        check(pooled_with_pattern_at(down, right), close_to=found_in_window(0, 0))
    check(pooled_with_pattern_at(0, 2), close_to=found_in_window(0, 1))
    check(pooled_with_pattern_at(2, 1), close_to=found_in_window(1, 0))


@pytest.mark.points(2)
def test_max_pool_channels(learner: Any, rng: np.random.Generator) -> None:
    """Every channel is pooled on its own: no channel's values appear in another."""
    for channels in (2, 5):
        images = distinct(rng, 1, 6, 4, channels)
        check(learner.pooling.max_pool(images), close_to=reference.max_pool(images))


@pytest.mark.points(1)
def test_max_pool_batch(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """Every image of a batch is pooled on its own, and they come out in order."""
    images = distinct(rng, 3, 4, 6, 2)
    pooled = learner.pooling.max_pool(images)
    check(pooled, close_to=reference.max_pool(images))
    check(pooled, close_to=oracle.max_pooling2d(images))


@pytest.mark.points(1)
def test_max_pool_negative_values(learner: Any, rng: np.random.Generator) -> None:
    """Where every value is negative, the largest of them is still the answer: it is not zero."""
    images = -distinct(rng, 1, 6, 8, 1)
    check(learner.pooling.max_pool(images), close_to=reference.max_pool(images))
    check(learner.pooling.max_pool(images * 80), close_to=reference.max_pool(images * 80))


@pytest.mark.points(1)
def test_max_pool_far_below_zero(learner: Any, rng: np.random.Generator) -> None:
    """However far below zero the values are, whole numbers or not: no number is a safe lowest one."""
    images = -distinct(rng, 1, 4, 6, 1).astype(np.float64)
    # Nearly as low as an int64 can be; and float64 numbers far below that.
    for deep in (
        images * 8e12,
        (images * 8e12).astype(np.int64),
        (images * 3e18).astype(np.int64),
        images * 1e300,
    ):
        check(learner.pooling.max_pool(deep), close_to=reference.max_pool(deep))


@pytest.mark.points(2)
def test_max_pool_left_over_rows(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """Rows and columns that do not fill a window are dropped."""
    for height, width, pool_size in [(7, 6, 2), (4, 5, 2), (9, 7, 2), (7, 11, 3), (5, 6, 4)]:
        images = distinct(rng, 1, height, width, 1)
        # What is dropped is negative: there, zeros that are added would show.
        images[:, height // pool_size * pool_size :] *= -1
        images[:, : height // pool_size * pool_size, width // pool_size * pool_size :] *= -1
        pooled = learner.pooling.max_pool(images, pool_size, pool_size)
        check(pooled, close_to=reference.max_pool(images, pool_size, pool_size))
        check(pooled, close_to=oracle.max_pooling2d(images, pool_size, pool_size))


# Sizes that leave nothing over, so that this tests strides and nothing else.
@pytest.mark.points(1)
def test_max_pool_overlapping_windows(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """A stride smaller than the window makes windows overlap; without a stride they lie side by side."""
    images = distinct(rng, 1, 9, 15, 1)
    check(learner.pooling.max_pool(images, 3), close_to=reference.max_pool(images, 3))
    check(learner.pooling.max_pool(images, 3, None), close_to=oracle.max_pooling2d(images, 3))
    for pool_size, stride in [(3, 2), (2, 1), (5, 2)]:
        pooled = learner.pooling.max_pool(images, pool_size, stride)
        check(pooled, close_to=reference.max_pool(images, pool_size, stride))
        check(pooled, close_to=oracle.max_pooling2d(images, pool_size, stride))


@pytest.mark.points(1)
def test_max_pool_windows_with_gaps(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """A stride larger than the window leaves gaps between windows: what lies there is never looked at."""
    for height, width, pool_size, stride in [(8, 5, 2, 3), (7, 10, 1, 3), (13, 8, 3, 5)]:
        images = distinct(rng, 1, height, width, 1)
        pooled = learner.pooling.max_pool(images, pool_size=pool_size, stride=stride)
        check(pooled, close_to=reference.max_pool(images, pool_size, stride))
        check(pooled, close_to=oracle.max_pooling2d(images, pool_size, stride))


@pytest.mark.points(1)
def test_max_pool_dtype_and_argument(learner: Any, rng: np.random.Generator) -> None:
    """Pooling answers in the number type that it was given, and leaves its argument as it was."""
    for dtype in (np.float32, np.float64, np.int64, np.uint8):
        images = (distinct(rng, 1, 6, 4, 1) * 8).astype(dtype)
        call = learner.pooling.max_pool.observe(images.copy(), 2)
        check(call.value, close_to=reference.max_pool(images, 2), dtype=dtype)
        check_unchanged(call.arguments[0], images)


@pytest.mark.points(1)
def test_max_pool_refuses_large_windows(learner: Any, rng: np.random.Generator) -> None:
    """A window that does not fit into the image is an error, one that just fits is not."""
    max_pool = learner.pooling.max_pool
    images = distinct(rng, 1, 5, 5, 1)
    check(max_pool(images, 5), close_to=reference.max_pool(images, 5))
    with expect_error(ValueError, "a window larger than the image"):
        max_pool(images, 6)
    with expect_error(ValueError, "a window taller than the image"):
        max_pool(distinct(rng, 1, 2, 6, 1), 3, 1)
    with expect_error(ValueError, "a window wider than the image"):
        max_pool(distinct(rng, 1, 6, 2, 1), 3, 2)


@pytest.mark.points(1)
def test_max_pool_whole_network(
    learner: Any, oracle: Any, rng: np.random.Generator, is_faultless: Callable[[str], bool]
) -> None:
    """Your pooling inside a trained network: three real digits get the very predictions that Keras gives."""
    predictions = network.run(WEIGHTS, DIGITS, max_pool=checked(learner.pooling.max_pool)).probabilities
    check(predictions, close_to=oracle.predictions(network.LAYERS, WEIGHTS, DIGITS))
    if is_faultless("max_pool"):
        check_all_at_once(learner.pooling.max_pool, rng)


def check_all_at_once(max_pool: Any, rng: np.random.Generator) -> None:
    """Check batch, channels, signs, number types, left-overs and strides together, on the same images."""
    small = rng.permutation(np.arange(-128, 128))[:210].reshape(3, 10, 7, 1)
    coloured = mixed(rng, 2, 7, 9, 3) * 100
    for images in (small.astype(np.int8), coloured, coloured.astype(np.float64), coloured.astype(np.int16)):
        for pool_size, stride in [(2, None), (3, 2), (2, 3), (3, None), (2, 1), (4, 3), (2, None)]:
            call = max_pool.observe(images.copy(), pool_size, stride)
            check(call.value, close_to=reference.max_pool(images, pool_size, stride), dtype=images.dtype)
            check_unchanged(call.arguments[0], images)
