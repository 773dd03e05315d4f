"""The network, by Amelia."""

import keras
from keras import layers


def conv_parameters(kernel_size, in_channels, filters):
    """Each filter has a kernel for every channel, and one bias."""
    numbers_of_one_filter = kernel_size * kernel_size * in_channels + 1
    return filters * numbers_of_one_filter


def dense_parameters(inputs, units):
    """Each unit has a weight for every input, and one bias."""
    return units * (inputs + 1)


def build_model(input_shape=(28, 28, 1), num_classes=10):
    """Seven layers, in the functional style."""
    image = keras.Input(shape=input_shape)
    edges = layers.Conv2D(32, 3, activation="relu")(image)
    edges = layers.MaxPooling2D(2)(edges)
    shapes = layers.Conv2D(64, 3, activation="relu")(edges)
    shapes = layers.MaxPooling2D(2)(shapes)
    numbers = layers.Flatten()(shapes)
    numbers = layers.Dense(128, activation="relu")(numbers)
    digit = layers.Dense(num_classes, activation="softmax")(numbers)
    return keras.Model(inputs=image, outputs=digit)
