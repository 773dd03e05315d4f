import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    inp = layers.Input(shape=input_shape)
    h = layers.Conv2D(32, 3, activation="relu")(inp)
    h = layers.MaxPooling2D(2)(h)
    h = layers.Conv2D(64, 3, activation="relu")(h)
    h = layers.MaxPooling2D(2)(h)
    h = layers.GlobalAveragePooling2D()(h)
    h = layers.Dense(128, activation="relu")(h)
    out = layers.Dense(num_classes, activation="softmax")(h)
    return keras.Model(inp, out)
