"""What all tests share."""

from collections.abc import Iterator

import pytest

from grading.course import course_root
from grading.fleet import Fleet
from helpers.data import locate


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    """The warm servers, started once for all tests that judge."""
    with Fleet(course_root(), locate("digits")) as running:
        yield running
