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
    """Each step of `prepare_images`; every method but the last is what one of the hidden tests looks at.

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

    def pixels(self, images: Array) -> Array:
        """The numbers in their order, whatever the shape."""
        return self.scale(images.astype(np.float64)).ravel()

    def shape(self, images: Array) -> tuple[int, ...]:
        """The result's shape."""
        return self.add_channel(images).shape

    def number_type(self) -> str:
        """The result's number type."""
        return self.dtype

    def argument(self, images: Array) -> str:
        """What becomes of the photos that were given."""
        if np.array_equal(self.add_channel(self.scale(images.astype(np.float64))), images):
            return "given back"
        return "kept" if self.is_careful else "changed"

    def result(self, images: Array) -> Array:
        """All that the visible checks look at, at once."""
        prepared = self.add_channel(self.scale(images.astype(np.float64))).astype(self.dtype)
        if not self.is_careful:
            images[...] = 0
        return prepared


RIGHT = {"prepare_images": PrepareImages()}

ENTRIES = (
    Misconception(
        id="channel_axis_missing",
        exercise="training",
        belief="Grey images need no channel axis.",
        hints=Hints(
            symptom="Your images come out with as many axes as they went in with.",
            idea="Convolutions take images of any number of channels, so there has to be an axis for them, "
            "also where there is but one channel.",
            where="Compare the shape that you give back with the one that the description asks for.",
        ),
        replicas={"prepare_images": (PrepareImages(add_channel=lambda images: images),)},
        common=True,
    ),
    Misconception(
        id="not_scaled",
        exercise="training",
        belief="The pixels stay from 0 to 255.",
        hints=Hints(
            symptom="The numbers that come out are as large as the pixels that went in.",
            idea="A network begins with small weights and learns badly from large numbers. White is to be 1.",
            where="Which line of yours makes 255 into 1?",
        ),
        replicas={"prepare_images": (PrepareImages(scale=lambda pixels: pixels),)},
        common=True,
    ),
    Misconception(
        id="float64_images",
        exercise="training",
        belief="Any float will do: the images are float64.",
        hints=Hints(
            symptom="The numbers are right, but each takes twice the memory that it needs.",
            idea="NumPy computes with twice the precision that networks use, unless it is told not to.",
            where="Which number type has your result, and which line decides that?",
        ),
        replicas={"prepare_images": (PrepareImages(dtype="float64"),)},
    ),
    Misconception(
        id="scaled_by_maximum",
        exercise="training",
        belief="The pixels are divided by the brightest one at hand.",
        hints=Hints(
            symptom="Dark photos come out as bright as all others.",
            idea="The same pixel should always become the same number, whatever other images are prepared "
            "with it. So the scale is fixed: 255 is white.",
            where="Does the number that you divide by depend on the images?",
        ),
        replicas={"prepare_images": (PrepareImages(scale=lambda pixels: pixels / pixels.max()),)},
    ),
    Misconception(
        id="scaled_by_256",
        exercise="training",
        belief="The pixels are divided by 256.",
        hints=Hints(
            symptom="White comes out a little below 1.",
            idea="There are 256 different pixels, but they are counted from 0: the brightest is not 256.",
            where="What does your function make of the brightest pixel that there can be?",
        ),
        replicas={"prepare_images": (PrepareImages(scale=lambda pixels: pixels / 256),)},
    ),
    Misconception(
        id="scaled_around_zero",
        exercise="training",
        belief="The pixels become numbers from -1 to 1.",
        hints=Hints(
            symptom="Black pixels come out negative.",
            idea="Some networks are trained with numbers around 0. Here, black is 0 and white is 1.",
            where="What does your function make of 0? Which step moves it away from there?",
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
        belief="The pixels are divided by 255, and once more.",
        hints=Hints(
            symptom="Everything comes out nearly black: even white is less than a hundredth.",
            idea="After one division the pixels are from 0 to 1 already, and that is where they should stay.",
            where="Follow one white pixel through your function, line by line.",
        ),
        replicas={"prepare_images": (PrepareImages(scale=lambda pixels: pixels / 255**2),)},
    ),
    Misconception(
        id="channel_axis_first",
        exercise="training",
        belief="The channel axis stands before height and width.",
        hints=Hints(
            symptom="Your images have four axes, and the one of length 1 is not the last.",
            idea="Libraries differ in where channels stand. In this lesson they come last: each pixel holds "
            "its channels.",
            where="Read the shape that you give back from left to right. Which axis should be which?",
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
        belief="The function may change the array that it was given.",
        hints=Hints(
            symptom="After your function has run, the photos that it was given are other ones.",
            idea="An array that a function is given still belongs to its caller, who may need it once more.",
            where="Look for lines that write into the array that came in, instead of making a new one.",
        ),
        replicas={"prepare_images": (PrepareImages(is_careful=False),)},
    ),
)
