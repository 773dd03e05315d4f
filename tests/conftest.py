"""What all tests share."""

import sys
from collections.abc import Iterator

import pytest

from grading.course import course_root
from grading.fleet import Fleet
from helpers.data import locate

# From most seconds to fewest (`pytest --durations=0`): the two processes of `make test` take whole files in
# this order, so that neither ends with a long one while the other is idle.
LONG_FILES = (
    "test_nbgrader.py",
    "test_ways.py",
    "test_visible_checks.py",
    "test_graders.py",
    "test_naming_ways.py",
    "test_fresh_clone.py",
    "test_install.py",
    "test_autograder.py",
    "test_files_apart.py",
    "test_attacks.py",
    "test_keras_checks.py",
    "test_named_models.py",
    "test_fuzzing.py",
    "test_kit_grade.py",
    "test_batch.py",
    "test_keeper.py",
)


def pytest_runtest_setup() -> None:
    """Keep pytest's streams open: TensorFlow's logger holds one, and closes what is not the process's own.

    That happens when somebody configures logging, as nbgrader does, in a test that captures for itself.
    """
    if absl := sys.modules.get("absl.logging"):
        absl.get_absl_handler().python_handler.stream = sys.__stderr__


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put long files first."""
    items.sort(key=lambda item: LONG_FILES.index(item.path.name) if item.path.name in LONG_FILES else 99)


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    """The warm servers, started once for all tests that judge."""
    with Fleet(course_root(), locate("digits")) as running:
        yield running
