"""The digits are there, MNIST is found where Keras keeps it, and what is no data set is refused."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from helpers.data import DataUnusableError, load, locate, read


def arrays(train: int = 5, test: int = 3) -> dict[str, np.ndarray]:
    """A small data set in the layout of Keras's file."""
    rng = np.random.default_rng(0)
    return {
        "x_train": rng.integers(0, 256, (train, 28, 28), dtype=np.uint8),
        "y_train": np.arange(train, dtype=np.uint8) % 10,
        "x_test": rng.integers(0, 256, (test, 28, 28), dtype=np.uint8),
        "y_test": np.arange(test, dtype=np.uint8) % 10,
    }


@pytest.fixture
def mnist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Keras would keep MNIST; nothing is there yet."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    (tmp_path / "datasets").mkdir()
    return tmp_path / "datasets" / "mnist.npz"


def test_the_digits_are_all_there_and_of_each_about_the_same_share() -> None:
    digits = load("digits")

    assert digits.train_images.shape == (1297, 28, 28)
    assert digits.test_images.shape == (500, 28, 28)
    for images, labels in (
        (digits.train_images, digits.train_labels),
        (digits.test_images, digits.test_labels),
    ):
        assert images.dtype == np.uint8
        assert (images.min(), images.max()) == (0, 255)
        assert labels.shape == (len(images),)
        assert np.ptp(np.bincount(labels, minlength=10) / len(labels)) < 0.01


def test_no_test_digit_is_trained_with() -> None:
    digits = load("digits")
    trained = {image.tobytes() for image in digits.train_images}

    assert [i for i, image in enumerate(digits.test_images) if image.tobytes() in trained] == []


def test_a_digit_looks_like_one() -> None:
    digits = load("digits")
    zero = digits.test_images[digits.test_labels == 0].mean(axis=0)

    assert zero[:2].max() == zero[-2:].max() == zero[:, :2].max() == zero[:, -2:].max() == 0
    assert zero[13:15, 13:15].max() < 30 < 150 < zero[13:15, 4:12].max()


def test_mnist_is_read_from_where_keras_keeps_it(mnist: Path) -> None:
    given = arrays()
    np.savez(mnist, **given)  # type: ignore[arg-type]  # keys are argument names

    data = load("mnist")

    assert locate("mnist") == mnist
    np.testing.assert_array_equal(data.train_images, given["x_train"])
    np.testing.assert_array_equal(data.test_labels, given["y_test"])


def test_the_usual_place_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KERAS_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / ".keras" / "datasets").mkdir(parents=True)
    (tmp_path / ".keras" / "datasets" / "mnist.npz").touch()

    assert locate("mnist") == tmp_path / ".keras" / "datasets" / "mnist.npz"


def test_offline_and_not_there_names_both_ways_out(mnist: Path) -> None:
    # A proxy that does not exist: nothing can be fetched, also where there is a network.
    nowhere = {"https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
    program = (
        "from helpers.data import *\n"
        "try:\n    load('mnist')\nexcept DataMissingError as error:\n    print(error)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **nowhere},
        capture_output=True,
        text=True,
        check=True,
    )

    said = run.stdout.splitlines()[-1]
    assert said.startswith(f"MNIST is not at {mnist} and could not be fetched (URL fetch failure on https://")
    assert "Go online once and try again, or put mnist.npz there yourself." in said
    assert 'The data set "digits" needs neither.' in said


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no data set 'cifar'; choose one of digits, mnist"):
        load("cifar")  # type: ignore[arg-type]  # what a learner may type


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04", b"\x93NUMPY\x01\x00"])
def test_a_broken_file_is_refused(mnist: Path, content: bytes) -> None:
    mnist.write_bytes(content)

    with pytest.raises(
        DataUnusableError, match=rf"{mnist} is no data set of digits: .*\. Expected x_train, "
    ):
        load("mnist")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"x_test": None}, "it lacks x_test"),
        ({"x_train": np.zeros((5, 28, 28))}, r"its images have shape \(5, 28, 28\), dtype float64"),
        ({"x_train": np.zeros((5, 32, 32, 3), np.uint8)}, r"its images have shape \(5, 32, 32, 3\)"),
        ({"y_train": np.zeros(4, np.uint8)}, r"labels of shape \(4,\), dtype uint8 for 5 images"),
        ({"y_train": np.zeros((5, 10), np.uint8)}, r"labels of shape \(5, 10\)"),
        ({"y_test": np.array([0, 1, 10])}, "its labels reach from 0 to 10"),
        ({"y_test": np.array([None, 1, 2])}, "pickle"),
    ],
)
def test_what_is_no_data_set_is_named(
    tmp_path: Path, change: dict[str, np.ndarray | None], said: str
) -> None:
    file = tmp_path / "mnist.npz"
    given = {name: array for name, array in {**arrays(), **change}.items() if array is not None}
    np.savez(file, **given)  # type: ignore[arg-type]  # keys are argument names

    with pytest.raises(DataUnusableError, match=said):
        read(file)
