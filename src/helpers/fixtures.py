"""What the visible checks are handed: the learner's modules and the numbers of each check."""

from types import SimpleNamespace

import pytest

from helpers.cases import load_case
from helpers.data import Dataset, load
from helpers.exercises import EXERCISES
from helpers.learner import LearnerFiles, LearnerModule
from helpers.plugin import CASE

_BY_NAME = {exercise.name: exercise for exercise in EXERCISES}


@pytest.fixture
def convolution(learner_files: LearnerFiles) -> LearnerModule:
    """Your convolution.py."""
    return learner_files.module(_BY_NAME["convolution"])


@pytest.fixture
def pooling(learner_files: LearnerFiles) -> LearnerModule:
    """Your pooling.py."""
    return learner_files.module(_BY_NAME["pooling"])


@pytest.fixture
def model(learner_files: LearnerFiles) -> LearnerModule:
    """Your model.py."""
    return learner_files.module(_BY_NAME["model"])


@pytest.fixture
def training(learner_files: LearnerFiles) -> LearnerModule:
    """Your training.py."""
    return learner_files.module(_BY_NAME["training"])


@pytest.fixture
def custom_loop(learner_files: LearnerFiles) -> LearnerModule:
    """Your custom_loop.py."""
    return learner_files.module(_BY_NAME["bonus"])


@pytest.fixture
def digits() -> Dataset:
    """1,297 handwritten digits to train on, and 500 to test with."""
    return load("digits")


@pytest.fixture
def case(request: pytest.FixtureRequest) -> SimpleNamespace:
    """The inputs of this check and the `expected` result, from the folder `data`."""
    file = request.path.parent / "data" / f"{request.path.stem.removeprefix('test_')}.npz"
    if not file.is_file():
        pytest.fail(
            f"{file} is not there, and this check takes its numbers from it. Copy it from the exercises as "
            "you got them.",
            pytrace=False,
        )
    found = request.node.stash[CASE] = load_case(file, request.node.name.removeprefix("test_"))
    return found.numbers
