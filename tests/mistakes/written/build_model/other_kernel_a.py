import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            layers.Input(shape=input_shape),
            layers.Conv2D(32, (5, 5), activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, (5, 5), activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
