"""The exercises of the lesson, in its order: what they are called, what they ask and what they are worth."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Exercise:
    """One file that a learner fills in.

    Attributes:
        name: the module's name; the file is `<name>.py`.
        title: how the score card and the reports call it.
        tasks: for each function that the file promises, in the contract's order, its task in a few words.
        points: what its hidden tests are worth.
        hidden_ideas: what hidden tests look at besides the visible checks, in words that give nothing away.
        numpy_only: whether the file may import nothing but the standard library, NumPy, `helpers`
            and the learner's own modules.
    """

    name: str
    title: str
    tasks: Mapping[str, str]
    points: int
    hidden_ideas: str
    numpy_only: bool

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions that the file promises, in the contract's order."""
        return tuple(self.tasks)

    @property
    def file_name(self) -> str:
        """Name of the file that the learner edits."""
        return f"{self.name}.py"


EXERCISES: tuple[Exercise, ...] = (
    Exercise(
        name="convolution",
        title="Convolution",
        tasks={
            "convolve": "slide the kernel over the image",
            "relu": "set negative values to 0",
            "output_size": "work out how high or wide the result is",
            "conv_layer": "convolve every image with every filter",
        },
        points=25,
        hidden_ideas="many other sizes, strides and paddings, even kernels, images that are not square, "
        "the same numbers as Keras",
        numpy_only=True,
    ),
    Exercise(
        name="pooling",
        title="Max pooling",
        tasks={"max_pool": "keep the largest value of each window"},
        points=15,
        hidden_ideas="other windows and strides, gaps between windows, small shifts of a pattern, "
        "the same numbers as Keras",
        numpy_only=True,
    ),
)
