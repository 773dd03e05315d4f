from keras import models
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = models.Sequential()
    model.add(Input(shape=input_shape))
    for filters in (64, 32):
        model.add(Conv2D(filters, (3, 3), activation="relu"))
        model.add(MaxPooling2D((2, 2)))
    model.add(Flatten())
    model.add(Dense(128, activation="relu"))
    model.add(Dense(num_classes, activation="softmax"))
    return model
