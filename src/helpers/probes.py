"""What the visible checks hand to a learner's training: images that can be told apart, and models that watch.

The models are made when they are first asked for, so that nobody waits for Keras before it is needed.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from helpers.watching import Batch, Diary

_CLASSES = 10
_SCALE = 1024  # a power of two, so that no number is rounded


class FitProbe:
    """Images for `fit`, and a model which notes what becomes of them.

    Attributes:
        images: float32 `(N, 4, 4, 1)`; all pixels of an image are its number, as a fraction.
        labels: the last digit of that number, `(N,)`.
        validation_data: the same for further images.
    """

    def __init__(self, images: int, validation: int) -> None:
        self.images, self.labels = _numbered(range(images))
        self.validation_data = _numbered(range(images, images + validation))

    @cached_property
    def model(self) -> Any:
        """The model: compiled, and ready to be trained."""
        from helpers.watching import FitWatcher  # imports Keras

        return FitWatcher()

    @property
    def diary(self) -> "Diary":
        """What the model saw."""
        diary: Diary = self.model.diary
        return diary

    @property
    def epochs(self) -> list[list["Batch"]]:
        """For each epoch the batches (images, labels) that the model learned from."""
        return [batches for batches in self.diary.epochs if batches]


class TapeProbe:
    """Images for a training loop by hand, and a model which notes where gradients were worked out.

    Attributes:
        images: float32 `(N, 4, 3, 1)`; the first pixel is the image's number, as a fraction, the pixel
            `label + 1` is 1.
        labels: the last digit of that number, `(N,)`.
    """

    def __init__(self, images: int) -> None:
        numbered, self.labels = _numbered(range(images))
        pixels = np.zeros((images, 12), np.float32)
        pixels[:, 0] = numbered[:, 0, 0, 0]
        pixels[np.arange(images), 1 + self.labels] = 1
        self.images = pixels.reshape(-1, 4, 3, 1)

    @cached_property
    def model(self) -> Any:
        """The model, not compiled."""
        from helpers.watching import TapeWatcher  # imports Keras

        return TapeWatcher(self.images[0].size, _CLASSES)

    @property
    def steps(self) -> list[list[int]]:
        """For each gradient the numbers of the images in its batch."""
        return [numbers(batch[:, 0]) for batch in self.model.diary.learned]


class LineProbe:
    """A model with one weight, 1.0, which its input is multiplied with, and a rate to learn it."""

    def __init__(self, rate: float) -> None:
        self._rate = rate

    @cached_property
    def model(self) -> Any:
        """The model, not compiled."""
        from helpers.watching import Line  # imports Keras

        return Line(1.0)

    @cached_property
    def optimizer(self) -> Any:
        """Plain gradient descent."""
        import keras

        return keras.optimizers.SGD(self._rate)

    @property
    def weight(self) -> float:
        """The weight as it is now."""
        return float(self.model.get_weights()[0])


class AnswersProbe:
    """Images with known answers: the model gives each image the class whose pixel is the brightest.

    Attributes:
        images: float32 `(N, 10, 1, 1)`.
    """

    def __init__(self, answers: Sequence[int]) -> None:
        self.images = np.zeros((len(answers), _CLASSES, 1, 1), np.float32)
        self.images[np.arange(len(answers)), answers] = 2

    @cached_property
    def model(self) -> Any:
        """The model: compiled, and with nothing left to learn."""
        from helpers.watching import FitWatcher  # imports Keras

        return FitWatcher()


class CompileProbe:
    """A model that is not compiled, and images for which its outputs are known.

    Attributes:
        outputs: the probabilities that the model gives, `(N, classes)`.
        images: what it gives them for, `(N, classes)`.
    """

    def __init__(self, outputs: Sequence[Sequence[float]]) -> None:
        self.outputs = np.array(outputs)
        self.images = np.log(self.outputs)

    @cached_property
    def model(self) -> Any:
        """The model: softmax alone."""
        from helpers.watching import softmax_alone  # imports Keras

        return softmax_alone(self.outputs.shape[1])


def plain_network() -> Any:
    """A small network for 28 x 28 pixels and ten digits, not compiled, for whoever has none yet."""
    from helpers.watching import Plain  # imports Keras

    return Plain()


def numbers(pixels: np.ndarray) -> list[int]:
    """Which images some pixels belong to; -1 where they were changed.

    Args:
        pixels: one pixel of each image, `(N,)`.
    """
    scaled = pixels.astype(float) * _SCALE
    return [int(number) - 1 if number == round(number) else -1 for number in scaled]


def _numbered(images: range) -> tuple[np.ndarray, np.ndarray]:
    fractions = (np.array(images, np.float32) + 1) / _SCALE
    return np.tile(fractions.reshape(-1, 1, 1, 1), (1, 4, 4, 1)), np.array(images) % _CLASSES
