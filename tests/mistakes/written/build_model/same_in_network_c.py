from functools import partial

import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    conv = partial(layers.Conv2D, kernel_size=3, padding="same", activation="relu")
    inputs = keras.Input(input_shape)
    x = layers.MaxPooling2D()(conv(32)(inputs))
    x = layers.MaxPooling2D()(conv(64)(x))
    x = layers.Dense(128, activation="relu")(layers.Flatten()(x))
    return keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
