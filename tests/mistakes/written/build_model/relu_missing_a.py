import keras
from keras import layers, models


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = models.Sequential([
        keras.Input(shape=input_shape),
        layers.Conv2D(32, 3),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(num_classes, activation="softmax"),
    ])
    return model
