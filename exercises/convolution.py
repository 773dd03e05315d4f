"""Convolution: how a network looks for small patterns in an image.

A convolutional layer slides a small grid of numbers, the kernel (or filter), over the image and
asks the same question at every position: how much does this patch look like my pattern? Because
the same few numbers are used everywhere, the layer needs very few parameters and finds its
pattern wherever it is. In this file you build such a layer yourself, so that `Conv2D` is no
longer a black box.

Replace each `raise NotImplementedError(...)` by your own code, from top to bottom. NumPy is all
you need. Hidden tests give up to 25 of 100 points for this file: convolve 6, relu 2,
output_size 4, conv_layer 13.
"""

import numpy as np


def convolve(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Slide one kernel over one grey image.

    At each position take the patch of the image under the kernel, multiply the two number by
    number, and add up the products (their dot product). The kernel has to lie wholly inside of
    the image, so the result is a little smaller than the image: a kernel 2 wide fits at 3
    places in a row of 4 pixels.

    The shape of an array is how many numbers it holds along each axis, that is, in each of its
    directions: an image of shape (2, 3) has 2 rows and 3 columns.

    Deep-learning libraries lay the kernel on the patch just as it is. The exact name of that is
    cross-correlation; in mathematics a "convolution" turns the kernel by 180 degrees first, and
    you should not. In one dimension: the kernel [1, 2] on the patch [5, 7] gives
    1 * 5 + 2 * 7 = 19, and not 2 * 5 + 1 * 7 = 17.

    The dtype of an array is the kind of number it holds. Photos come as uint8, whole numbers
    from 0 to 255 that start again at 0 when they get too large: in uint8, 200 + 100 is 44.
    Your sums must not do that.

    When the kernel is larger than the image there is no right answer, so the function raises an
    error: it stops and says why. In Python:
    `raise ValueError("a kernel of 5 x 5 does not fit into an image of 4 x 4")`.

    Args:
        image: shape (H, W), height and width; numbers of any dtype. Leave it unchanged.
        kernel: shape (kh, kw).

    Returns:
        Array of shape (H - kh + 1, W - kw + 1); float or int, only the values count.

    Raises:
        ValueError: the kernel is higher or wider than the image.

    Example:
        A vertical-edge filter on an image that is dark on the left and bright on the right. It
        answers only where the brightness jumps.

        >>> image = np.array([[0, 0, 1, 1],
        ...                   [0, 0, 1, 1],
        ...                   [0, 0, 1, 1],
        ...                   [0, 0, 1, 1]])
        >>> vertical_edge = np.array([[-1, 1],
        ...                           [-1, 1]])
        >>> convolve(image, vertical_edge)
        array([[0., 2., 0.],
               [0., 2., 0.],
               [0., 2., 0.]])
    """
    raise NotImplementedError("convolve: slide the kernel over the image")


def relu(x: np.ndarray) -> np.ndarray:
    """Keep what is positive and set everything negative to 0.

    An activation is a function that is applied to every number of a layer on its own. ReLU turns
    -2 into 0 and leaves 3 as it is: "my pattern is here" passes, "here is its opposite" does
    not.

    Args:
        x: array of any shape and dtype. Leave it unchanged and give back a new array.

    Returns:
        Array of the same shape and dtype as `x`.

    Example:
        >>> relu(np.array([-1.5, 0.0, 2.5]))
        array([0. , 0. , 2.5])
    """
    raise NotImplementedError("relu: set negative values to 0")


def output_size(size: int, kernel_size: int, stride: int = 1, padding: str = "valid") -> int:
    """Work out how high (or how wide) the result of a convolution is.

    The stride is how many pixels the kernel moves from one position to the next. In a row of 7
    pixels a kernel 3 wide with stride 2 starts at pixels 0, 2 and 4, so the output has 3
    values. A last step that would leave the image is not taken.

    Padding says what happens at the border:

    - "valid": nothing is added, so the kernel stays inside of the image. The last pixel where
      it can start is `size - kernel_size`.
    - "same": zeros are added around the image, so that with stride 1 the output is as large as
      the input. The row [5, 7] with one zero on each side is [0, 5, 7, 0]. With a larger stride
      the output is size / stride, rounded up.

    Args:
        size: height or width of the image, in pixels.
        kernel_size: height or width of the kernel, in pixels.
        stride: pixels from one position to the next, 1 or more.
        padding: "valid" or "same".

    Returns:
        Height or width of the output, an int.

    Raises:
        ValueError: the padding is neither "valid" nor "same", or it is "valid" and the kernel
            is larger than the image.

    Example:
        >>> output_size(28, 3)
        26
        >>> output_size(7, 3, stride=2)
        3
        >>> output_size(28, 3, padding="same")
        28
    """
    raise NotImplementedError("output_size: work out how high or wide the result is")


def conv_layer(
    images: np.ndarray, kernels: np.ndarray, biases: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    """Compute a whole convolutional layer, as `Conv2D` does.

    Three things are new here.

    A batch is a stack of images that go through the network together: the first axis, N, counts
    them. 32 images of 28 x 28 grey pixels have the shape (32, 28, 28, 1). Each image is treated
    on its own.

    A channel is one of the layers of numbers that an image is made of: a colour photo has 3
    (red, green, blue), a grey image 1. They are the last axis, C. A filter has a kernel for
    every channel, and the results are added up: if the red channel gives 2 at some position,
    green 5 and blue 1, the filter's value there is 2 + 5 + 1 = 8.

    A bias is one number a filter that is added to every value of its feature map: with bias 10
    that 8 becomes 18.

    With padding "same", an axis of `size` pixels whose output size is `out` gets
    `max((out - 1) * stride + kernel_size - size, 0)` zeros in all: half of them (rounded down)
    before the image, the rest after it. A row of 4 pixels, a kernel 2 wide and stride 1 need
    one zero: none before and one after.

    No activation is applied. The result equals that of `keras.layers.Conv2D` with the same
    weights.

    Args:
        images: shape (N, H, W, C), numbers of any dtype. Leave them unchanged.
        kernels: shape (kh, kw, C, F), where F counts the filters.
        biases: shape (F,).
        stride: step of the kernel in both directions.
        padding: "valid" or "same".

    Returns:
        Array of shape (N, H', W', F), float or int: one feature map a filter. H' and W' are
        what `output_size` says.

    Raises:
        ValueError: the padding is unknown, the kernel does not fit, or images and kernels
            differ in their channels.

    Example:
        One image of 2 x 2 pixels with two channels. The filter of 1 x 1 takes the first channel
        once and the second ten times; its bias is 0.5.

        >>> images = np.array([[[[1, 2], [3, 4]],
        ...                     [[5, 6], [7, 8]]]])
        >>> kernels = np.array([1, 10]).reshape(1, 1, 2, 1)
        >>> conv_layer(images, kernels, np.array([0.5]))[0, :, :, 0]
        array([[21.5, 43.5],
               [65.5, 87.5]])
    """
    raise NotImplementedError("conv_layer: convolve every image with every filter")
