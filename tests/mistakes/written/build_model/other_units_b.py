import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    features = [
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
    ]
    classifier = [
        layers.Flatten(),
        layers.Dense(256, activation="relu"),
        layers.Dense(num_classes, activation="softmax"),
    ]
    return keras.Sequential([keras.Input(shape=input_shape), *features, *classifier])
