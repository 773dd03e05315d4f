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
            symptom="Your count is a little too small: all weights are in it, and nothing else.",
            idea="Whatever training changes is a parameter. Besides weights, a layer learns what it adds.",
            where="Take the smallest layer that there is, 1 input and 1 output: which numbers does it learn?",
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
            idea="A filter looks at every channel with weights of its own: what red means to it need not be "
            "what blue means.",
            where="Is the number of channels used wherever your function counts weights?",
        ),
        replicas={"conv_parameters": (ConvParameters(kernels=lambda channels: 1),)},  # noqa: ARG005
        common=True,
    ),
    Misconception(
        id="kernel_side_once",
        exercise="model",
        belief="A kernel of size k has k weights for each channel.",
        hints=Hints(
            symptom="Your count is far too small, and the more so the larger the kernel is.",
            idea="A kernel is a little square of weights, as high as it is wide.",
            where="Draw a kernel of size 3 and count its squares. Does your function count as many?",
        ),
        replicas={"conv_parameters": (ConvParameters(window=_each),)},
        common=True,
    ),
    Misconception(
        id="bias_counted_per_channel",
        exercise="model",
        belief="A filter has a bias for each channel.",
        hints=Hints(
            symptom="Your count is right for grey images, and too large where there are more channels.",
            idea="A filter adds up what it finds in all channels. To this one sum it adds one number more.",
            where="How does your function come to the number of biases? What of the image is in it?",
        ),
        replicas={"conv_parameters": (ConvParameters(biases=_one_for_each_pair),)},
        common=True,
    ),
    Misconception(
        id="bias_counted_per_input",
        exercise="model",
        belief="A dense layer has a bias for each input, not for each unit.",
        hints=Hints(
            symptom="The biases in your count grow with the inputs of the layer.",
            idea="A bias belongs to where a sum is made: it is added when all inputs have been added up.",
            where="Which of the two arguments says how many sums a layer makes? Is it this one that you add?",
        ),
        replicas={"dense_parameters": (DenseParameters(biases=_one_for_each_input),)},
    ),
    Misconception(
        id="one_bias_counted",
        exercise="model",
        belief="The whole layer has one bias.",
        hints=Hints(
            symptom="Your count is right for a layer with a single output, and else a little too small.",
            idea="Each output of a layer is a sum of its own, and gets a number of its own added to it.",
            where="In the examples, take the weights away from the right number. How many are left?",
        ),
        replicas={
            "conv_parameters": (ConvParameters(biases=_one_in_all),),
            "dense_parameters": (DenseParameters(biases=_one_in_all),),
        },
        common=True,
    ),
)
