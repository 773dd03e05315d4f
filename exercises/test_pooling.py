"""Visible checks of pooling.py.

`pooling` is your file, `case` holds this check's numbers: the inputs, and the `expected` result.
"""

from helpers.checks import check, check_raises, check_unchanged


def test_max_pool_one_map(pooling, case):
    """Of every 2 x 2 window of a map, only the largest number stays."""
    check(pooling.max_pool(case.images), case.expected)


def test_max_pool_channels_and_batch(pooling, case):
    """Every channel of every image is pooled on its own."""
    check(pooling.max_pool(case.images), case.expected)


def test_max_pool_negative(pooling, case):
    """Where all numbers are negative, so is the largest."""
    check(pooling.max_pool(case.images), case.expected)


def test_max_pool_leftover(pooling, case):
    """Rows and columns that do not fill a window are dropped."""
    check(pooling.max_pool(case.images), case.expected)


def test_max_pool_overlap(pooling, case):
    """Windows overlap where the stride is smaller than the window."""
    check(pooling.max_pool(case.images, case.pool_size, stride=case.stride), case.expected)


def test_max_pool_keeps_dtype(pooling, case):
    """The dtype stays as it was, and so does the argument."""
    answer = pooling.max_pool(case.images)
    check(answer, case.expected, dtype="uint8")
    check_unchanged(answer)


def test_max_pool_window_too_large(pooling, case):
    """A window larger than the image is refused."""
    too_large = "a window of 3 does not fit into an image 2 high"
    check_raises(ValueError, pooling.max_pool, case.images, case.pool_size, because=too_large)
