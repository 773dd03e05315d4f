from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D
from keras.models import Sequential


def build_model(input_shape=(28, 28, 1), num_classes=10):
    return Sequential([
        Input(shape=input_shape),
        Conv2D(32, 3, activation="relu"),
        MaxPooling2D(2),
        Conv2D(64, 3, activation="relu"),
        MaxPooling2D(2),
        Flatten(),
        Dense(64, activation="relu"),
        Dense(num_classes, activation="softmax"),
    ])
