"""The exercises of the lesson, in its order: what they are called and how they are run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Exercise:
    """One file that a learner fills in.

    Attributes:
        name: the module's name; the file is `<name>.py`.
        title: how the score card and the reports call it.
        functions: the functions that the file promises, in the contract's order.
        numpy_only: whether the file may import nothing but the standard library, NumPy, `helpers`
            and the learner's own modules.
    """

    name: str
    title: str
    functions: tuple[str, ...]
    numpy_only: bool

    @property
    def file_name(self) -> str:
        """Name of the file that the learner edits."""
        return f"{self.name}.py"


EXERCISES: tuple[Exercise, ...] = (
    Exercise("convolution", "Convolution", ("convolve", "relu", "output_size", "conv_layer"), numpy_only=True),
    Exercise("pooling", "Max pooling", ("max_pool",), numpy_only=True),
)
