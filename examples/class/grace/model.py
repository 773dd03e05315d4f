"""Grace's network."""

import keras


def conv_parameters(kernel_size, in_channels, filters):
    total = 0
    filter_number = 0
    while filter_number < filters:
        total += kernel_size * kernel_size * in_channels + 1
        filter_number += 1
    return total


def dense_parameters(inputs, units):
    return (inputs + 1) * units


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = keras.Sequential([keras.Input(shape=input_shape)])
    filters = 32
    while filters <= 64:
        model.add(keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(keras.layers.MaxPooling2D(2))
        filters *= 2
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(128, activation="relu"))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    # so that it is ready to use
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
