# Layers come from a module of the learner's own, and so does the idea of what a unit needs.
import keras

from blocks import block


def dense_parameters(inputs, units):
    return units * (inputs + 1)


def conv_parameters(kernel_size, in_channels, filters):
    # Every position is looked at by the same small dense layer.
    return dense_parameters(kernel_size * kernel_size * in_channels, filters)


def build_model(input_shape=(28, 28, 1), num_classes=10):
    image = keras.Input(input_shape)
    found = keras.Sequential([*block(32), *block(64)])
    maps = image
    for layer in found.layers:
        maps = layer(maps)
    hidden = keras.layers.Dense(128, "relu")(keras.layers.Flatten()(maps))
    return keras.Model(image, keras.layers.Dense(num_classes, "softmax")(hidden))
