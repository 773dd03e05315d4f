import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = keras.Sequential(name="digits")
    model.add(keras.Input(shape=input_shape))
    model.add(layers.Conv2D(32, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Conv2D(64, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.GlobalAvgPool2D())
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.Dense(num_classes, activation="softmax"))
    return model
