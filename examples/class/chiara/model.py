import keras


def conv_parameters(kernel_size, in_channels, filters):
    return kernel_size**2 * in_channels * filters + filters


def dense_parameters(inputs, units):
    return inputs * units + units


def build_model(input_shape=(28, 28, 1), num_classes=10):
    # "same", so that nothing is lost at the border
    return keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
