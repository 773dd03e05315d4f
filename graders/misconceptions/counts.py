"""What is believed of `conv_parameters` and `dense_parameters`."""

from collections.abc import Callable
from dataclasses import dataclass

from grading.misconceptions import Hints, Misconception

_Count = Callable[[int, int], int]
"""Of the inputs of each filter or unit, and how many filters or units there are."""


def _square(side: int) -> int:
    return side * side


def _each(channels: int) -> int:
    return channels


def _one_for_each_output(inputs: int, outputs: int) -> int:
    return outputs


def _one_for_each_input(inputs: int, outputs: int) -> int:
    return inputs


def _one_for_each_pair(inputs: int, outputs: int) -> int:
    return inputs * outputs


def _one_in_all(inputs: int, outputs: int) -> int:
    return 1


def _none(inputs: int, outputs: int) -> int:
    return 0


@dataclass(frozen=True)
class ConvParameters:
    """Each step of `conv_parameters`.

    Attributes:
        window: how many weights lie in a kernel of one channel.
        kernels: how many such kernels a filter has.
        biases: how many biases the layer has.
    """

    window: Callable[[int], int] = _square
    kernels: Callable[[int], int] = _each
    biases: _Count = _one_for_each_output

    def __call__(self, kernel_size: int, in_channels: int, filters: int) -> int:
        """Answer as the learner's function does."""
        weights = self.window(kernel_size) * self.kernels(in_channels) * filters
        return weights + self.biases(in_channels, filters)


@dataclass(frozen=True)
class DenseParameters:
    """Each step of `dense_parameters`.

    Attributes:
        biases: how many biases the layer has.
    """

    biases: _Count = _one_for_each_output

    def __call__(self, inputs: int, units: int) -> int:
        """Answer as the learner's function does."""
        return inputs * units + self.biases(inputs, units)


RIGHT = {"conv_parameters": ConvParameters(), "dense_parameters": DenseParameters()}

ENTRIES = (
    Misconception(
        id="biases_not_counted",
        exercise="model",
        belief="Only the weights are parameters; biases are not counted.",
        hints=Hints(
            symptom="Your count is a little too small: all weights are in it, but nothing else.",
            idea="Everything that training changes is a parameter: the numbers that inputs are "
            "multiplied with, and the numbers that are added.",
            where="Think of the smallest layer, with 1 input and 1 output. Which numbers does it learn?",
        ),
        replicas={
            "conv_parameters": (ConvParameters(biases=_none),),
            "dense_parameters": (DenseParameters(biases=_none),),
        },
        common=True,
    ),
    Misconception(
        id="channels_not_counted",
        exercise="model",
        belief="A filter has one kernel, however many channels there are.",
        hints=Hints(
            symptom="Your count stays the same when a grey image becomes a colour photo.",
            idea="A filter looks at every channel with weights of its own: red may mean something "
            "else to it than blue.",
            where="Where does your function use the number of channels?",
        ),
        replicas={"conv_parameters": (ConvParameters(kernels=lambda channels: 1),)},  # noqa: ARG005
        common=True,
    ),
    Misconception(
        id="kernel_side_once",
        exercise="model",
        belief="A kernel of size k has k weights for each channel.",
        hints=Hints(
            symptom="Your count is too small, and the larger the kernel, the more is missing.",
            idea="A kernel is a little square of weights, as high as it is wide.",
            where="Draw a kernel of size 3 and count its cells. Does your function count as many?",
        ),
        replicas={"conv_parameters": (ConvParameters(window=_each),)},
        common=True,
    ),
    Misconception(
        id="bias_counted_per_channel",
        exercise="model",
        belief="A filter has a bias for each channel.",
        hints=Hints(
            symptom="Your count is right for grey images, and too large for images with more channels.",
            idea="A filter adds up what it finds in all channels, and then adds its bias once.",
            where="How does your function count the biases? Do the channels play a part in that?",
        ),
        replicas={"conv_parameters": (ConvParameters(biases=_one_for_each_pair),)},
        common=True,
    ),
    Misconception(
        id="bias_counted_per_input",
        exercise="model",
        belief="A dense layer has a bias for each input.",
        hints=Hints(
            symptom="The more inputs a layer has, the more biases your function counts.",
            idea="A unit adds up all its products and then adds its bias: one sum, one bias.",
            where="Which of the two arguments says how many sums a layer makes? Which one does your "
            "function use for the biases?",
        ),
        replicas={"dense_parameters": (DenseParameters(biases=_one_for_each_input),)},
    ),
    Misconception(
        id="one_bias_counted",
        exercise="model",
        belief="The whole layer has one bias.",
        hints=Hints(
            symptom="Your count is right for one filter or one unit. With more of them, it is a "
            "little too small.",
            idea="Each filter or unit makes a sum of its own and adds a bias of its own to it.",
            where="Take an example from the function's text and subtract the weights from the result. "
            "How many biases are left?",
        ),
        replicas={
            "conv_parameters": (ConvParameters(biases=_one_in_all),),
            "dense_parameters": (DenseParameters(biases=_one_in_all),),
        },
        common=True,
    ),
)
