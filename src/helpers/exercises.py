"""The exercises of the lesson, in its order: what they are called, what they ask and what they are worth."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Exercise:
    """One file that a learner fills in.

    Attributes:
        name: how results call it.
        module: the module's name; the file is `<module>.py`, its checks are in `test_<module>.py`.
        title: how the score card and the reports call it.
        tasks: for each function that the file promises, in the contract's order, its task in a few words.
        worth: what the hidden tests of each of these functions are worth.
        hidden_ideas: what hidden tests look at besides the visible checks, in words that give nothing away.
        numpy_only: whether the file may import nothing but the standard library, NumPy, `helpers`
            and the learner's own modules.
        patience: how many times the usual time limit one of its visible checks may take.
    """

    name: str
    module: str
    title: str
    tasks: Mapping[str, str]
    worth: Mapping[str, int]
    hidden_ideas: str
    numpy_only: bool
    patience: int = 1

    @property
    def points(self) -> int:
        """What all its hidden tests are worth."""
        return sum(self.worth.values())

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions that the file promises, in the contract's order."""
        return tuple(self.tasks)

    @property
    def file_name(self) -> str:
        """Name of the file that the learner edits."""
        return f"{self.module}.py"


EXERCISES: tuple[Exercise, ...] = (
    Exercise(
        name="convolution",
        module="convolution",
        title="Convolution",
        tasks={
            "convolve": "slide the kernel over the image",
            "relu": "set negative values to 0",
            "output_size": "work out how high or wide the result is",
            "conv_layer": "convolve every image with every filter",
        },
        worth={"convolve": 6, "relu": 2, "output_size": 4, "conv_layer": 13},
        hidden_ideas="many other sizes, strides and paddings, even kernels, images that are not square, "
        "the same numbers as Keras",
        numpy_only=True,
    ),
    Exercise(
        name="pooling",
        module="pooling",
        title="Max pooling",
        tasks={"max_pool": "keep the largest value of each window"},
        worth={"max_pool": 15},
        hidden_ideas="other windows and strides, gaps between windows, small shifts of a pattern, "
        "the same numbers as Keras",
        numpy_only=True,
    ),
    Exercise(
        name="model",
        module="model",
        title="Model",
        tasks={
            "conv_parameters": "count the weights and biases of a convolutional layer",
            "dense_parameters": "count the weights and biases of a dense layer",
            "build_model": "stack the lesson's seven layers into a network",
        },
        worth={"conv_parameters": 3, "dense_parameters": 3, "build_model": 14},
        hidden_ideas="other sizes in the formulas, every setting of the seven layers, other image sizes and "
        "numbers of classes",
        numpy_only=False,
        patience=6,
    ),
    Exercise(
        name="training",
        module="training",
        title="Training",
        tasks={
            "prepare_images": "scale the pixels and give every image a channel",
            "compile_model": "choose optimiser, loss and metric",
            "train": "fit the model to the images",
            "accuracy": "work out the share of right predictions",
        },
        worth={"prepare_images": 4, "compile_model": 4, "train": 9, "accuracy": 3},
        hidden_ideas="how often and on what the model learns, what it never learns from, the order of the "
        "images, how well it does on digits that it has not seen",
        numpy_only=False,
        patience=6,
    ),
    Exercise(
        name="bonus",
        module="custom_loop",
        title="Bonus",
        tasks={
            "train_step": "learn from one batch with a gradient tape",
            "fit_by_hand": "train for some epochs, batch by batch",
        },
        worth={"train_step": 4, "fit_by_hand": 6},
        hidden_ideas="other models and optimisers, the order of the images, the last short batch",
        numpy_only=False,
        patience=6,
    ),
)


def exercise_with(function: str) -> Exercise | None:
    """The exercise whose file promises a function; None where none does."""
    return next((exercise for exercise in EXERCISES if function in exercise.tasks), None)


def function_tested_by(test: str, exercise: Exercise) -> str | None:
    """The function that a check or a hidden test is about, by the test's name.

    Args:
        test: such as `conv_layer_stride` or `test_conv_layer_stride`.
        exercise: the exercise that the test belongs to.

    Returns:
        One of the exercise's functions; None where the name begins with none of them.
    """
    name = test.removeprefix("test_")
    named = [function for function in exercise.functions if name.startswith(f"{function}_")]
    return max(named, key=len, default=None)
