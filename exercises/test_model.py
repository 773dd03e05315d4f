"""Visible checks of model.py.

`model` is your file, `case` holds a check's numbers: the inputs, and the `expected` result. Hidden tests also
look at every setting of every layer.
"""

from helpers.checks import check
from helpers.model_checks import (
    check_activations,
    check_layers,
    check_not_compiled,
    check_output_shapes,
    check_parameters,
    check_probabilities,
)


def test_conv_parameters_grey(model, case):
    """32 filters of 3 x 3 on a grey image: few numbers to learn, however large the image is."""
    check(model.conv_parameters(case.kernel_size, case.in_channels, case.filters), case.expected)


def test_conv_parameters_channels(model, case):
    """8 filters of 5 x 5 on a colour photo: a filter has a kernel for each channel, and one bias for all."""
    check(model.conv_parameters(case.kernel_size, case.in_channels, case.filters), case.expected)


def test_dense_parameters_photo(model, case):
    """A dense layer on a photo of 256 x 256 pixels has millions of numbers to learn."""
    check(model.dense_parameters(case.inputs, case.units), case.expected)


def test_dense_parameters_classes(model, case):
    """The network's last layer, from 128 numbers to ten classes."""
    check(model.dense_parameters(case.inputs, case.units), case.expected)


def test_build_model_layers(model):
    """The seven layers stand in the lesson's order."""
    kinds = ["Conv2D", "MaxPooling2D", "Conv2D", "MaxPooling2D", "Flatten", "Dense", "Dense"]
    check_layers(model.build_model(), kinds)


def test_build_model_activations(model):
    """ReLU follows both convolutions and the first dense layer, softmax the last one."""
    check_activations(model.build_model(), ["relu", "relu", "relu", "softmax"])


def test_build_model_output_shapes(model):
    """Each layer makes of an image of 28 x 28 pixels what the task says."""
    shapes = [(26, 26, 32), (13, 13, 32), (11, 11, 64), (5, 5, 64), (1600,), (128,), (10,)]
    check_output_shapes(model.build_model(), shapes)


def test_build_model_total(model):
    """There are 225,034 numbers to learn in all."""
    check_parameters(model.build_model(), 225_034)


def test_build_model_other_arguments(model):
    """Colour photos of another size and four classes make another network of the same kind."""
    shapes = [(18, 22, 32), (9, 11, 32), (7, 9, 64), (3, 4, 64), (768,), (128,), (4,)]
    image, classes = (20, 24, 3), 4
    check_output_shapes(model.build_model(input_shape=image, num_classes=classes), shapes, image, classes)


def test_build_model_probabilities(model):
    """The outputs are probabilities: none is negative, and together they are 1."""
    check_probabilities(model.build_model())


def test_build_model_not_compiled(model):
    """The network is not told yet how to learn."""
    check_not_compiled(model.build_model())
