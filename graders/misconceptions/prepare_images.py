"""What is believed of `prepare_images`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graders.inputs import Array
from grading.misconceptions import Hints, Misconception


def _by_255(pixels: Array) -> Array:
    return pixels / 255


def _last(images: Array) -> Array:
    return images[..., np.newaxis]


@dataclass(frozen=True)
class PrepareImages:
    """Each step of `prepare_images`; the methods are what the hidden tests look at, each at one thing.

    Attributes:
        scale: what becomes of the pixels, as float64.
        add_channel: where the channel axis goes.
        dtype: the number type of the result.
        is_careful: whether the photos that were given stay as they are.
    """

    scale: Callable[[Array], Array] = _by_255
    add_channel: Callable[[Array], Array] = _last
    dtype: str = "float32"
    is_careful: bool = True

    def __call__(self, images: Array) -> Array:
        """Answer as the learner's function does."""
        prepared = self._prepared(images).astype(self.dtype)
        if not self.is_careful:
            np.subtract(255, images, out=images)
        return prepared

    def pixels(self, images: Array) -> Array:
        """The numbers in their order, whatever the shape."""
        return self._prepared(images).ravel()

    def shape(self, images: Array) -> tuple[int, ...]:
        """The result's shape."""
        return self.add_channel(images).shape

    def number_type(self) -> str:
        """The result's number type."""
        return self.dtype

    def argument(self, images: Array) -> str:
        """What becomes of the photos that were given."""
        if np.array_equal(self._prepared(images), images):
            return "given back"
        return "kept" if self.is_careful else "changed"

    def _prepared(self, images: Array) -> Array:
        return self.add_channel(self.scale(images.astype(np.float64)))


RIGHT = {"prepare_images": PrepareImages()}

ENTRIES = (
    Misconception(
        id="channel_axis_missing",
        exercise="training",
        belief="Grey images need no channel axis.",
        hints=Hints(
            symptom="Your images come out with as many axes as they went in with.",
            idea="A convolution can take any number of channels, so there is an axis for them, even "
            "where there is only one channel.",
            where="Compare the shape that you give back with the one in the function's text.",
        ),
        replicas={"prepare_images": (PrepareImages(add_channel=lambda images: images),)},
        common=True,
    ),
    Misconception(
        id="not_scaled",
        exercise="training",
        belief="The pixels may stay as they are, from 0 to 255.",
        hints=Hints(
            symptom="The numbers that come out are as large as the pixels that went in.",
            idea="A network begins with small weights and learns badly from large numbers. White is to be 1.",
            where="What does your function make of a white pixel, and on which line?",
        ),
        replicas={"prepare_images": (PrepareImages(scale=lambda pixels: pixels),)},
        common=True,
    ),
    Misconception(
        id="float64_images",
        exercise="training",
        belief="Any float dtype will do, so float64 is fine.",
        hints=Hints(
            symptom="The numbers are right, but they come out in another dtype than the one that is "
            "asked for.",
            idea="NumPy usually computes with twice the precision that Keras uses. That takes twice "
            "the memory and does not help the network.",
            where="Which dtype does your result have, and which line decides that?",
        ),
        replicas={"prepare_images": (PrepareImages(dtype="float64"),)},
    ),
    Misconception(
        id="scaled_by_maximum",
        exercise="training",
        belief="The pixels are divided by the brightest pixel of the images.",
        hints=Hints(
            symptom="Dark photos come out brighter than they are.",
            idea="The same pixel should always become the same number, whatever other images come "
            "with it. So the scale is fixed: 255 is white.",
            where="Does the number that you divide by depend on the images?",
        ),
        replicas={"prepare_images": (PrepareImages(scale=lambda pixels: pixels / pixels.max()),)},
    ),
    Misconception(
        id="scaled_by_256",
        exercise="training",
        belief="There are 256 different pixel values, so 256 is the number to divide by.",
        hints=Hints(
            symptom="White comes out a little below 1.",
            idea="There are 256 different values, but they are counted from 0. So which one is the "
            "brightest?",
            where="What does your function make of the brightest pixel that there can be? What should it be?",
        ),
        replicas={"prepare_images": (PrepareImages(scale=lambda pixels: pixels / 256),)},
    ),
    Misconception(
        id="scaled_around_zero",
        exercise="training",
        belief="The network takes pixels from -1 to 1.",
        hints=Hints(
            symptom="Black pixels come out negative.",
            idea="Some networks are trained with numbers around 0. Here, black is 0 and white is 1.",
            where="What does your function make of a black pixel? Which step moves it away from 0?",
        ),
        replicas={
            "prepare_images": (
                PrepareImages(scale=lambda pixels: pixels / 127.5 - 1),
                PrepareImages(scale=lambda pixels: (pixels - 128) / 128),
                PrepareImages(scale=lambda pixels: (pixels - 127) / 128),
                PrepareImages(scale=lambda pixels: (pixels - 128) / 127),
                PrepareImages(scale=lambda pixels: (pixels - 127.5) / 128),
            )
        },
    ),
    Misconception(
        id="scaled_twice",
        exercise="training",
        belief="Dividing by 255 once is not enough.",
        hints=Hints(
            symptom="Everything comes out nearly black: even white is below 0.01.",
            idea="After one division the pixels are from 0 to 1 already, and there they should stay.",
            where="Follow one white pixel through your function, line by line.",
        ),
        replicas={"prepare_images": (PrepareImages(scale=lambda pixels: pixels / 255**2),)},
    ),
    Misconception(
        id="channel_axis_first",
        exercise="training",
        belief="The channel axis comes before height and width.",
        hints=Hints(
            symptom="Your images have four axes, and the one of length 1 is not the last.",
            idea="Libraries put the channels in different places. In this lesson they come last: each "
            "pixel holds its channels.",
            where="Read the shape that you give back from left to right. What does each axis count?",
        ),
        replicas={
            "prepare_images": (
                PrepareImages(add_channel=lambda images: images[:, np.newaxis]),
                PrepareImages(add_channel=lambda images: images[np.newaxis]),
            )
        },
    ),
    Misconception(
        id="photos_changed",
        exercise="training",
        belief="It does no harm to change the array that the function was given.",
        hints=Hints(
            symptom="After your function has run, the images that it was given are no longer the same.",
            idea="An array that a function is given still belongs to the caller, who may need it once more.",
            where="Which line writes into the array that came in?",
        ),
        replicas={"prepare_images": (PrepareImages(is_careful=False),)},
    ),
)
