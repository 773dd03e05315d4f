from functools import partial

import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    conv = partial(layers.Conv2D, kernel_size=3, activation="relu", padding="same")
    model = keras.Sequential()
    model.add(keras.Input(input_shape))
    model.add(conv(32))
    model.add(layers.MaxPooling2D())
    model.add(conv(64))
    model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.Dense(num_classes, activation="softmax"))
    return model
