"""Handwritten digits to train on: images of 28 x 28 grey pixels, and which digit each one shows.

`digits` comes with the kit: 1,797 digits that 13 people wrote, from the data set Optical Recognition of
Handwritten Digits (E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998, doi:10.24432/C50P49,
CC BY 4.0) as scikit-learn distributes it. Its images of 8 x 8 pixels are enlarged 3 times, and 2 pixels of
border are added on each side.

`mnist` is the well-known set of 70,000 digits (Y. LeCun, C. Cortes, C. J. C. Burges), which Keras fetches and
keeps.
"""

import os
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from helpers.keras_import import import_keras

Name = Literal["digits", "mnist"]

_DIGITS = Path(__file__).with_name("digits.npz")
_PARTS = ("x_train", "y_train", "x_test", "y_test")
_SIDE = 28


class DataError(Exception):
    """A data set can't be had; the text says what was looked for, what was found and what to do."""


class DataMissingError(DataError):
    """The data set is not on this machine and could not be fetched."""


class DataUnusableError(DataError):
    """There is a file, but it holds no digits."""


@dataclass(frozen=True)
class Dataset:
    """Images and labels, apart for training and for the test afterwards.

    Attributes:
        train_images: uint8 `(N, 28, 28)`, 0 (background) to 255.
        train_labels: whole numbers `(N,)`, 0 to 9.
        test_images: uint8 `(M, 28, 28)`.
        test_labels: whole numbers `(M,)`.
    """

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def load(name: Name) -> Dataset:
    """Load a data set by its name.

    Args:
        name: "digits" (1,297 images to train with and 500 to test with, always there) or "mnist" (60,000 and
            10,000).

    Raises:
        ValueError: there is no data set of that name.
        DataMissingError: it is not on this machine and could not be fetched.
        DataUnusableError: its file can't be read, or holds something else.
    """
    return read(locate(name))


def locate(name: Name) -> Path:
    """Find the file of a data set; MNIST is fetched where it is not there yet.

    MNIST is looked for where Keras keeps it: `datasets/mnist.npz` in the folder that the environment variable
    KERAS_HOME names, else in `.keras` of the home folder.

    Args:
        name: "digits" or "mnist".

    Raises:
        ValueError: there is no data set of that name.
        DataMissingError: it is not on this machine and could not be fetched.
    """
    if name not in get_args(Name):
        raise ValueError(f"there is no data set {name!r}; choose one of {', '.join(get_args(Name))}")
    if name == "digits":
        return _DIGITS
    path = Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser() / "datasets" / "mnist.npz"
    if not path.is_file():
        _fetch(path)
    return path


def read(path: Path) -> Dataset:
    """Read a data set from a file in the layout of Keras's `mnist.npz`.

    Args:
        path: the file, with the arrays `x_train`, `y_train`, `x_test` and `y_test`.

    Raises:
        DataUnusableError: the file can't be read, or holds something else.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            parts = [archive[part] for part in _PARTS]
    except KeyError as error:
        raise _unusable(path, f"it lacks {error.args[0]}") from None
    except (OSError, ValueError, EOFError, TypeError, zipfile.BadZipFile, zlib.error) as error:
        raise _unusable(path, str(error) or type(error).__name__) from None
    for images, labels in (parts[:2], parts[2:]):
        if images.dtype != np.uint8 or images.ndim != 3 or images.shape[1:] != (_SIDE, _SIDE):
            raise _unusable(path, f"its images have shape {images.shape}, dtype {images.dtype}")
        if labels.dtype.kind not in "iu" or labels.shape != images.shape[:1] or not labels.size:
            raise _unusable(
                path, f"it has labels of shape {labels.shape}, dtype {labels.dtype} for {len(images)} images"
            )
        if labels.min() < 0 or labels.max() > 9:
            raise _unusable(path, f"its labels reach from {labels.min()} to {labels.max()}")
    return Dataset(*parts)


def _fetch(path: Path) -> None:
    import_keras()
    import keras

    try:
        keras.datasets.mnist.load_data()
    except Exception as error:  # Keras raises bare ones where a download fails
        raise _missing(path, str(error)) from None
    if not path.is_file():
        raise _missing(path, "Keras may not write there")


def _missing(path: Path, reason: str) -> DataMissingError:
    return DataMissingError(
        f"MNIST is not at {path} and could not be fetched ({reason}). Go online once and try again, or put "
        'mnist.npz there yourself. The data set "digits" needs neither.'
    )


def _unusable(path: Path, found: str) -> DataUnusableError:
    return DataUnusableError(
        f"{path} is no data set of digits: {found}. Expected {', '.join(_PARTS)} with uint8 images of "
        f"{_SIDE} x {_SIDE} pixels and a label from 0 to 9 for each. Put another file "
        "there, or delete it: Keras fetches mnist.npz anew, and installing the kit again brings digits.npz."
    )
