# Shared settings in dictionaries, and a list of layers that is filled in a loop.
import keras

CONVOLUTION = {"kernel_size": 3, "activation": "relu", "padding": "valid"}


def conv_parameters(kernel_size, in_channels, filters):
    return filters * (in_channels * kernel_size * kernel_size) + filters


def dense_parameters(inputs, units):
    # A dense layer is a convolution whose kernel is one pixel.
    return conv_parameters(1, inputs, units)


def build_model(input_shape=(28, 28, 1), num_classes=10):
    stack = [keras.layers.InputLayer(shape=input_shape)]
    for filters in (32, 64):
        stack += [keras.layers.Conv2D(filters, **CONVOLUTION), keras.layers.MaxPooling2D()]
    stack += [keras.layers.Flatten(), keras.layers.Dense(128, "relu"), keras.layers.Dense(num_classes, "softmax")]
    return keras.models.Sequential(stack)
