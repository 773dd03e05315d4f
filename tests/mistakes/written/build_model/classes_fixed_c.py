import keras
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D

_DIGITS = "0123456789"


def build_model(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(shape=input_shape)
    x = Conv2D(32, 3, activation="relu")(inputs)
    x = MaxPooling2D(2)(x)
    x = Conv2D(64, 3, activation="relu")(x)
    x = MaxPooling2D(2)(x)
    x = Flatten()(x)
    x = Dense(128, activation="relu")(x)
    outputs = Dense(len(_DIGITS), activation="softmax")(x)
    return keras.Model(inputs, outputs)
