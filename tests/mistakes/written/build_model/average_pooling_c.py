import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(shape=input_shape)
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.AvgPool2D(2)(x)
    x = layers.Conv2D(64, 3, activation="relu")(x)
    x = layers.AvgPool2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation="relu")(x)
    x = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs=inputs, outputs=x)
