import keras
from keras import layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    images = keras.Input(shape=input_shape)
    h = layers.Conv2D(32, (3, 3), activation=keras.activations.relu)(images)
    h = layers.MaxPooling2D((2, 2))(h)
    h = layers.Conv2D(64, (3, 3), activation=keras.activations.relu)(h)
    h = layers.MaxPooling2D((2, 2))(h)
    h = layers.Flatten()(h)
    h = layers.Dense(128, activation=keras.activations.relu)(h)
    scores = layers.Dense(num_classes, activation="linear")(h)
    return keras.Model(images, scores)
