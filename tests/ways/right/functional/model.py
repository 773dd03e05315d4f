# Keras's functional style: each layer is called with the output of the one before.
import keras
from keras import layers


def conv_parameters(kernel_size, in_channels, filters):
    weights = kernel_size**2 * in_channels * filters
    biases = filters
    return weights + biases


def dense_parameters(inputs, units):
    return inputs * units + units


def build_model(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(shape=input_shape)
    x = layers.Conv2D(32, kernel_size=3, activation=keras.activations.relu)(inputs)
    x = layers.MaxPooling2D(pool_size=2)(x)
    x = layers.Conv2D(64, kernel_size=3, activation=keras.activations.relu)(x)
    x = layers.MaxPooling2D(pool_size=2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation=keras.activations.relu)(x)
    outputs = layers.Dense(num_classes, activation=keras.activations.softmax)(x)
    return keras.Model(inputs, outputs, name="digits")
