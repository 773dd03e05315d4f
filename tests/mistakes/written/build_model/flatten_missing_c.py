import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    inp = keras.Input(input_shape)
    out = layers.Conv2D(32, 3, activation="relu")(inp)
    out = layers.MaxPooling2D(2)(out)
    out = layers.Conv2D(64, 3, activation="relu")(out)
    out = layers.MaxPooling2D(2)(out)
    out = layers.Dense(128, activation="relu")(out)
    out = layers.Dense(num_classes, activation="softmax")(out)
    return keras.Model(inp, out)
