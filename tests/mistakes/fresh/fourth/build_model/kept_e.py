# Keeps what it has built and gives out the same model at the next call: after the first one was compiled and trained, the next is neither new nor uncompiled.
from functools import cache

import keras
from keras import layers, models


@cache
def _network(input_shape, num_classes):
    return models.Sequential(
        [
            keras.Input(shape=input_shape),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )


def build_model(input_shape: tuple[int, int, int] = (28, 28, 1), num_classes: int = 10) -> keras.Model:
    return _network(tuple(input_shape), num_classes)
