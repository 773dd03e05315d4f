import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(shape=(28, 28, 1))
    conv1 = layers.Conv2D(32, 3, activation="relu")(inputs)
    pool1 = layers.MaxPooling2D(2)(conv1)
    conv2 = layers.Conv2D(64, 3, activation="relu")(pool1)
    pool2 = layers.MaxPooling2D(2)(conv2)
    flat = layers.Flatten()(pool2)
    dense = layers.Dense(128, activation="relu")(flat)
    outputs = layers.Dense(num_classes, activation="softmax")(dense)
    return keras.Model(inputs, outputs)
