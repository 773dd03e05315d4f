import keras
from keras import layers


def conv_parameters(kernel_size, in_channels, filters):
    return (kernel_size**2 * in_channels + 1) * filters


def dense_parameters(inputs, units):
    return (inputs + 1) * units


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = keras.Sequential(name="digits")
    model.add(layers.InputLayer(shape=input_shape))
    model.add(layers.Conv2D(32, 3, activation="relu", name="edges"))
    model.add(layers.MaxPooling2D(name="pool_edges"))
    model.add(layers.Conv2D(64, 3, activation="relu", name="shapes"))
    model.add(layers.MaxPooling2D(name="pool_shapes"))
    model.add(layers.Flatten(name="flat"))
    model.add(layers.Dense(128, activation="relu", name="think"))
    model.add(layers.Dense(num_classes, activation="softmax", name="decide"))
    return model
