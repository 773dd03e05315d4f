# A network is a list of layers, so I write it as one.
import keras
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D


def dense_parameters(inputs, units):
    return units * inputs + units


def conv_parameters(kernel_size, in_channels, filters):
    # at each position a convolution is a small dense layer
    return dense_parameters(kernel_size * kernel_size * in_channels, filters)


def build_model(input_shape=(28, 28, 1), num_classes=10):
    finds = [Conv2D(32, 3, activation="relu"), MaxPooling2D(), Conv2D(64, 3, activation="relu"), MaxPooling2D()]
    decides = [Flatten(), Dense(128, activation="relu"), Dense(num_classes, activation="softmax")]
    return keras.Sequential([keras.Input(shape=input_shape), *finds, *decides])
