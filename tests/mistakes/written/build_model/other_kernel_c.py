import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    stack = [
        layers.Conv2D(filters=32, kernel_size=(2, 2), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Conv2D(filters=64, kernel_size=(2, 2), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dense(units=128, activation="relu"),
        layers.Dense(units=num_classes, activation="softmax"),
    ]
    inputs = x = keras.Input(shape=input_shape)
    for layer in stack:
        x = layer(x)
    return keras.Model(inputs, x)
