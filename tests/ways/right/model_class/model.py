# The network as a class of its own, and formulas by products of shapes.
import math

import keras
from keras import layers


def count(*shapes):
    return sum(math.prod(shape) for shape in shapes)


def conv_parameters(kernel_size, in_channels, filters):
    return count((kernel_size, kernel_size, in_channels, filters), (filters,))


def dense_parameters(inputs, units):
    return count((inputs, units), (units,))


class DigitReader(keras.Sequential):
    """Two blocks that find shapes, and a part that decides."""

    def __init__(self, input_shape, num_classes):
        super().__init__(name="digit_reader")
        self.add(keras.Input(input_shape))
        for filters in (32, 64):
            self.add(layers.Conv2D(filters, (3, 3), activation=keras.activations.get("relu")))
            self.add(layers.MaxPooling2D((2, 2), padding="valid"))
        self.add(layers.Flatten())
        self.add(layers.Dense(128, activation=keras.ops.relu))
        self.add(layers.Dense(num_classes, activation=keras.ops.softmax, kernel_initializer="he_normal"))


def build_model(input_shape=(28, 28, 1), num_classes=10):
    return DigitReader(input_shape, num_classes)
