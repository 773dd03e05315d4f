import keras
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D


def build_model(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(shape=input_shape)
    maps = MaxPooling2D(2)(Conv2D(32, 3, activation="relu")(inputs))
    maps = MaxPooling2D(2)(Conv2D(64, 3, activation="relu")(maps))
    hidden = Dense(128, activation="relu")(Flatten()(maps))
    return keras.Model(inputs, Dense(num_classes)(hidden))
