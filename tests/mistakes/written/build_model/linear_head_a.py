import keras
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D


def build_model(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(input_shape)
    x = Conv2D(filters=32, kernel_size=3, activation="relu")(inputs)
    x = MaxPooling2D(pool_size=2)(x)
    x = Conv2D(filters=64, kernel_size=3, activation="relu")(x)
    x = MaxPooling2D(pool_size=2)(x)
    x = Flatten()(x)
    x = Dense(128, activation="relu")(x)
    return keras.Model(inputs=inputs, outputs=Dense(num_classes)(x), name="digits")
