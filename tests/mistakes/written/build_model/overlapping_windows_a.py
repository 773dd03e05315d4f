import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential([
        keras.Input(shape=input_shape),
        layers.Conv2D(32, (3, 3), activation=keras.activations.relu),
        layers.MaxPooling2D((2, 2), strides=1),
        layers.Conv2D(64, (3, 3), activation=keras.activations.relu),
        layers.MaxPooling2D((2, 2), strides=1),
        layers.Flatten(),
        layers.Dense(128, activation=keras.activations.relu),
        layers.Dense(num_classes, activation=keras.activations.softmax),
    ])
