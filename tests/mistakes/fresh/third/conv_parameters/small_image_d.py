# Keras counts for an image of 10 x 10, and refuses kernels above that, as 11 x 11 (promise: the number of weights and biases of any such layer).
from keras import layers


def conv_parameters(kernel_size: int, in_channels: int, filters: int) -> int:
    layer = layers.Conv2D(filters, kernel_size)
    # the size of the image does not matter, so any will do
    layer.build((None, 10, 10, in_channels))
    return layer.count_params()
