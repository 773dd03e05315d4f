"""What the visible checks hand to a learner's training: images that can be told apart, and models that watch.

The models are made when they are first asked for, so that nobody waits for Keras before it is needed.
"""

from collections.abc import Iterable, Sequence
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

    @property
    def unseen(self) -> set[int]:
        """The numbers of the validation images."""
        return set(range(len(self.images), len(self.images) + len(self.validation_data[0])))

    @property
    def learned(self) -> set[int]:
        """The numbers of the images that the model learned from."""
        return {number for batches in self.epochs for number in batch_numbers(batches)}

    @property
    def asked(self) -> set[int]:
        """The numbers of the images that the model was asked about."""
        return set(batch_numbers(self.diary.asked))

    @property
    def scaled_again(self) -> bool:
        """Whether the images that were learned from are those of the probe, divided by 255."""
        whole = [(images * 255 * _SCALE).astype(float) for batches in self.epochs for images, _ in batches]
        return bool(whole) and all(np.allclose(one, np.round(one), atol=0.01) and one.all() for one in whole)


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

    @property
    def asked(self) -> bool:
        """Whether the model was called at all."""
        return bool(self.model.diary.called)

    @property
    def moved(self) -> bool:
        """Whether the model's weights are others than at the start, where they are 0."""
        return any(weight.any() for weight in self.model.get_weights())

    @property
    def mislabelled(self) -> float:
        """The share of images that were learned from with another label than their own."""
        pairs = zip(self.steps, self.model.diary.answered, strict=True)
        wrong = [self.labels[step] != labels for step, (_, labels) in pairs]
        return float(np.concatenate(wrong).mean()) if wrong else 0.0

    @property
    def losses(self) -> list[float]:
        """For each step the mean loss of its batch, before the step."""
        answered: list[Batch] = self.model.diary.answered
        return [float(-np.log(given[np.arange(len(own)), own]).mean()) for given, own in answered]


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
    def optimizer_used(self) -> bool:
        """Whether the optimiser made a step."""
        return int(self.optimizer.iterations) > 0

    @property
    def weight(self) -> float:
        """The weight as it is now."""
        return float(self.model.get_weights()[0])


class AnswersProbe:
    """Images with known answers: the model gives each image the class whose pixel is the brightest.

    Attributes:
        classes: how many classes there are.
        answers: the classes that are given, `(N,)`.
        images: float32 `(N, 10, 1, 1)`.
    """

    classes = _CLASSES

    def __init__(self, answers: Sequence[int]) -> None:
        self.answers = np.array(answers)
        self.images = np.zeros((len(answers), _CLASSES, 1, 1), np.float32)
        self.images[np.arange(len(answers)), answers] = 2

    @cached_property
    def model(self) -> Any:
        """The model: compiled, and with nothing left to learn."""
        from helpers.watching import FitWatcher  # imports Keras

        return FitWatcher()

    @property
    def probabilities(self) -> np.ndarray:
        """What the model gives for the images, `(N, classes)`."""
        powers: np.ndarray = np.exp(self.images.reshape(len(self.images), -1))
        probabilities: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
        return probabilities


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


def batch_numbers(batches: Iterable["Batch"]) -> list[int]:
    """Which images some batches hold, in their order; -1 where their pixels were changed.

    Args:
        batches: pairs (images, labels).
    """
    return [number for images, _ in batches for number in numbers(images.reshape(len(images), -1)[:, 0])]


def _numbered(images: range) -> tuple[np.ndarray, np.ndarray]:
    fractions = (np.array(images, np.float32) + 1) / _SCALE
    return np.tile(fractions.reshape(-1, 1, 1, 1), (1, 4, 4, 1)), np.array(images) % _CLASSES
