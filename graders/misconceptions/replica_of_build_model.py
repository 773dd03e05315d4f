"""How `build_model` behaves, step by step."""

from collections.abc import Callable
from dataclasses import dataclass

from graders.blueprint import (
    Chosen,
    Imagined,
    Layer,
    Pair,
    Window,
    convolution,
    dense,
    imagined,
    pooling,
    told,
    working,
)

Shape = tuple[int, ...]
Stack = list[tuple[int, Layer]]
"""Layers, each with the number of the lesson's layer that it is, or comes after."""


def _three_by_three(own: Chosen) -> tuple[Pair, Pair]:
    return (3, 3), (3, 3)


def _two_by_two(own: Chosen) -> tuple[Window | None, Window | None]:
    return ((2, 2), (2, 2)), ((2, 2), (2, 2))


def _hundred_and_28(own: Chosen) -> int:
    return 128


def _seven(layers: Stack, own: Chosen) -> Stack:
    return layers


def _as_asked(shape: Shape) -> Shape:
    return shape


def _all(classes: int) -> int:
    return classes


@dataclass(frozen=True)
class BuildModel:
    """Each step of `build_model`; every method is what hidden tests look at.

    What a belief leaves open, such as how many units there are instead of 128, is as in the learner's model:
    the methods are told what that has chosen.

    Attributes:
        filters: of the two convolutions.
        kernels: likewise.
        paddings: likewise.
        poolings: types of the two pooling layers.
        windows: of those; None where there is no such layer.
        flatten: type of the fifth layer; None where there is none.
        units: of the hidden Dense layer.
        activations: of the three layers that end with ReLU.
        head: the last layer's activation.
        arrange: what else happens to the seven layers.
        is_compiled: whether the model is compiled.
        knows_input: whether the model knows the shape of its images before it has seen one.
        take_shape: the shape that it is made for, of the one that is asked for.
        take_classes: how many classes it has, of how many are asked for.
    """

    filters: tuple[int, int] = (32, 64)
    kernels: Callable[[Chosen], tuple[Pair, Pair]] = _three_by_three
    paddings: tuple[str, str] = ("valid", "valid")
    poolings: tuple[str, str] = ("MaxPooling2D", "MaxPooling2D")
    windows: Callable[[Chosen], tuple[Window | None, Window | None]] = _two_by_two
    flatten: str | None = "Flatten"
    units: Callable[[Chosen], int] = _hundred_and_28
    activations: tuple[str, str, str] = ("relu", "relu", "relu")
    head: str = "softmax"
    arrange: Callable[[Stack, Chosen], Stack] = _seven
    is_compiled: bool = False
    knows_input: bool = True
    take_shape: Callable[[Shape], Shape] = _as_asked
    take_classes: Callable[[int], int] = _all

    def layer(self, number: int, own: Chosen) -> tuple[object, ...]:
        """What is in the place of one of the lesson's layers."""
        return told(self._usual(own).places, number)

    def working_layer(self, number: int, own: Chosen) -> tuple[object, ...]:
        """Likewise, without further layers that do nothing in a trained network."""
        return told(working(self._usual(own).places), number)

    def layer_shape(self, number: int, own: Chosen) -> tuple[int | None, ...] | str:
        """Output shape of what is there."""
        found = self._usual(own).places[number - 1].found
        return "nothing" if found is None or found.output_shape is None else found.output_shape

    def parameters(self, own: Chosen) -> int:
        """How many weights and biases the usual model has."""
        total = 0
        for shape in self._usual(own).weight_shapes:
            count = 1
            for side in shape:
                count *= side
            total += count
        return total

    def outputs(self, own: Chosen) -> tuple[int, bool]:
        """How many axes the outputs have, and whether they are probabilities."""
        model = self._usual(own)
        return len(model.output_shape), model.head == "softmax"

    def weight_shapes(self, shape: Shape, classes: int, own: Chosen) -> tuple[Shape, ...]:
        """Shapes of the weights of the model for such images and so many classes."""
        return self._made(shape, classes, own).weight_shapes

    def builds(self, shape: Shape, classes: int, own: Chosen) -> str:
        """What comes of building it: "a model", or an error's name."""
        try:
            self._made(shape, classes, own)
        except ValueError as error:
            return type(error).__name__
        return "a model"

    def compiled(self) -> bool:
        """Whether the model is compiled."""
        return self.is_compiled

    def input_shape(self, shape: Shape) -> Shape | None:
        """The shape of the images that it says it is made for; None where it can't say."""
        return self.take_shape(shape) if self.knows_input else None

    def classes(self, classes: int) -> int:
        """How many classes it tells apart."""
        return self.take_classes(classes)

    def _usual(self, own: Chosen) -> Imagined:
        return self._made((28, 28, 1), 10, own)

    def _made(self, shape: Shape, classes: int, own: Chosen) -> Imagined:
        layers = self.arrange(self._layers(self.take_classes(classes), own), own)
        return imagined(tuple(layer for _, layer in layers), self.take_shape(shape))

    def _layers(self, classes: int, own: Chosen) -> Stack:
        kernels, windows = self.kernels(own), self.windows(own)
        layers: Stack = []
        for index in (0, 1):
            settings = self.filters[index], kernels[index], self.paddings[index], self.activations[index]
            layers.append((2 * index + 1, convolution(*settings)))
            window = windows[index]
            if window is not None:
                layers.append((2 * index + 2, pooling(self.poolings[index], window)))
        if self.flatten is not None:
            layers.append((5, Layer(self.flatten)))
        hidden = dense(self.units(own), self.activations[2])
        return [*layers, (6, hidden), (7, dense(classes, self.head))]
