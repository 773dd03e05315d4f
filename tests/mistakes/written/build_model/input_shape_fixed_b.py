import keras
from keras import layers

_IMAGE = (28, 28, 1)


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = keras.Sequential(
        [
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.build((None, *_IMAGE))
    return model
