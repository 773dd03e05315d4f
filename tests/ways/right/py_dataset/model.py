# One import a class, and no input layer: the model is built afterwards.
from keras import Sequential
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D


def conv_parameters(kernel_size, in_channels, filters):
    of_one_filter = kernel_size**2 * in_channels + 1
    return filters * of_one_filter


def dense_parameters(inputs, units):
    of_one_unit = inputs + 1
    return units * of_one_unit


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = Sequential(
        [
            Conv2D(32, 3, activation="relu"),
            MaxPooling2D(2),
            Conv2D(64, 3, activation="relu"),
            MaxPooling2D(2),
            Flatten(),
            Dense(128, activation="relu"),
            Dense(num_classes, activation="softmax"),
        ]
    )
    model.build((None, *input_shape))
    return model
