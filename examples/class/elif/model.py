"""The model: the lesson's network, put together from layers that Keras has ready.

In convolution.py and pooling.py you built the pieces by hand; Keras has them as layers that are
fast and able to learn. A model is a stack of such layers, and what one gives, the next one takes.
First you count how many numbers a layer has to learn, and see why nobody connects every pixel of
a photo to everything. Then you build the network that reads handwritten digits.

Replace each `raise NotImplementedError(...)` by your own code, from top to bottom. Hidden tests
give up to 20 of 100 points for this file: the two counts 6, build_model 14 (the seven layers 7,
shapes and total 2, other arguments 3, softmax and not compiled 2).
"""

import keras
from keras import layers, models


def conv_parameters(kernel_size: int, in_channels: int, filters: int) -> int:
    """Count the weights and biases of a convolutional layer.

    The numbers in a layer that training changes are its parameters: weights, which inputs are
    multiplied with, and biases, which are added. In convolution.py they were the arguments
    `kernels` and `biases`. How many numbers were in them? Think of one filter first, on an image
    with several channels, and then of all filters.

    The size of the image does not matter: the same kernel is used at every position.

    Args:
        kernel_size: height and width of the kernels.
        in_channels: channels of the image that the layer is given.
        filters: how many filters the layer has.

    Returns:
        The number of weights and biases together, an int.

    Example:
        32 filters of 3 x 3 on a grey image, then 8 filters of 5 x 5 on a colour photo.

        >>> conv_parameters(3, 1, 32)
        320
        >>> conv_parameters(5, 3, 8)
        608
    """
    raise NotImplementedError("conv_parameters: count the weights and biases of a convolutional layer")


def dense_parameters(inputs: int, units: int) -> int:
    """Count the weights and biases of a dense layer.

    A dense layer connects everything with everything. It consists of units, and each unit
    multiplies every input with a weight of its own, adds up the products and then adds its bias:
    a unit with the weights [2, 3] and the bias 1 makes of the inputs [5, 7] the number
    2 * 5 + 3 * 7 + 1 = 32.

    This is what makes a photo too much for dense layers alone. 256 x 256 grey pixels are 65,536
    inputs, so a dense layer of 128 units has 8,388,736 weights and biases to learn. A
    convolutional layer of 32 filters of 3 x 3 on the same photo has 320, and still 320 when the
    photo is ten times as large.

    Args:
        inputs: how many numbers the layer is given.
        units: how many numbers it gives.

    Returns:
        The number of weights and biases together, an int.

    Example:
        >>> dense_parameters(2, 1)
        3
        >>> dense_parameters(256 * 256, 128)
        8388736
    """
    raise NotImplementedError("dense_parameters: count the weights and biases of a dense layer")


def build_model(input_shape: tuple[int, int, int] = (28, 28, 1), num_classes: int = 10) -> keras.Model:
    """Build the lesson's network for images of handwritten digits.

    It has exactly seven layers, in this order. Their Keras names and what each of them makes of an
    image of 28 x 28 grey pixels:

    1. `Conv2D`: 32 filters of 3 x 3, then ReLU           -> 26 x 26 x 32
    2. `MaxPooling2D`: windows of 2 x 2                   -> 13 x 13 x 32
    3. `Conv2D`: 64 filters of 3 x 3, then ReLU           -> 11 x 11 x 64
    4. `MaxPooling2D`: windows of 2 x 2                   -> 5 x 5 x 64
    5. `Flatten`: all numbers in one row, nothing learned -> 1600
    6. `Dense`: 128 units, then ReLU                      -> 128
    7. `Dense`: one unit for each class, then softmax     -> 10

    A class is one of the possible answers, here one of the ten digits. Softmax turns the numbers
    of the last layer into probabilities: none is negative, and together they are 1. The largest
    stays the largest: softmax makes of [0, 1, 2] the probabilities [0.09, 0.24, 0.67].

    No layer adds padding: it is "valid" everywhere, as it is when nothing is said. An activation,
    such as ReLU or softmax, is a setting of the layer before it, and no layer of its own.

    How you stack the layers is up to you: `models.Sequential` takes them as a list or one by one
    with `add`, and the functional way, `keras.Model(inputs, outputs)`, is just as right. An input
    layer in front is not counted as one of the seven.

    The model is not compiled, that is, not told yet how to learn. That comes in training.py.

    Many tutorials give `input_shape` to the first layer. Keras then prints a UserWarning: "Do not
    pass an `input_shape`/`input_dim` argument to a layer". Nothing is wrong then, and the network
    is the same: Keras only likes a `keras.Input(shape=...)` in front of the layers better.

    Args:
        input_shape: height, width and channels of one image. The network has to work for other
            shapes than the usual one, too.
        num_classes: how many classes there are.

    Returns:
        The model, not compiled.

    Example:
        The None in a shape stands for the number of images in a batch, which is left open.

        >>> model = build_model()
        >>> model.output_shape
        (None, 10)
        >>> model.count_params()
        225034
    """
    raise NotImplementedError("build_model: stack the lesson's seven layers into a network")
