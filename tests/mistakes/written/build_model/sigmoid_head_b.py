import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    stack = [keras.Input(shape=input_shape)]
    for filters in [32, 64]:
        stack.append(layers.Conv2D(filters, 3, activation="relu"))
        stack.append(layers.MaxPooling2D(2))
    stack.append(layers.Flatten())
    stack.append(layers.Dense(128, activation="relu"))
    stack.append(layers.Dense(num_classes, activation=keras.activations.sigmoid))
    return keras.Sequential(stack)
