from keras import Input, Model, layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    inputs = Input(shape=input_shape)
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(64, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    for units in (128, 128):
        x = layers.Dense(units, activation="relu")(x)
    return Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
