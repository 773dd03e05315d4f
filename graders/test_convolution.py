"""Hidden tests of convolution.py, 25 points."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest

from graders import network
from graders.inputs import Array, distinct_biases, mixed, no_bias
from graders.tables import OUTPUT_SIZE
from graders.trained import DIGITS, WEIGHTS, with_learners_filters
from grading.checking import check, check_unchanged, expect_error
from solutions import convolution as reference

own_output_size_counts_once = pytest.mark.stand_in(output_size=OUTPUT_SIZE)


@pytest.mark.points(2)
def test_convolve_slides_the_kernel(learner: Any, rng: np.random.Generator) -> None:
    """The kernel slides over the image as it is: each output is the dot product with one patch."""
    image, kernel = mixed(rng, 7, 9), mixed(rng, 4, 3)
    check(learner.convolution.convolve(image, kernel), close_to=reference.convolve(image, kernel))


@pytest.mark.points(1)
def test_convolve_equals_keras(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """Your convolution finds what a Keras layer with the same kernel finds."""
    image, kernel = mixed(rng, 8, 6), mixed(rng, 2, 5)
    of_keras = oracle.conv2d(image[None, :, :, None], kernel[:, :, None, None], no_bias())
    check(learner.convolution.convolve(image, kernel), close_to=of_keras[0, :, :, 0])


@pytest.mark.points(1)
def test_convolve_any_shape(learner: Any, rng: np.random.Generator) -> None:
    """Images and kernels of any shape: wide, tall, a single number, a kernel as large as the image."""
    shapes = [((6, 11), (5, 1)), ((12, 5), (1, 4)), ((5, 7), (1, 1)), ((4, 5), (4, 5)), ((3, 8), (3, 2))]
    for image_shape, kernel_shape in [*shapes, ((1, 1), (1, 1))]:
        image, kernel = mixed(rng, *image_shape).astype(np.float64), mixed(rng, *kernel_shape)
        check(learner.convolution.convolve(image, kernel), close_to=reference.convolve(image, kernel))


@pytest.mark.points(1)
def test_convolve_integer_pixels(learner: Any, rng: np.random.Generator) -> None:
    """Whole-number images work too, and sums of uint8 pixels may grow beyond 255."""
    # Turned by 180 degrees it is the same kernel: who flips it has lost points enough elsewhere.
    kernel: Array = np.array([[1, 2, 1], [3, 4, 3], [1, 2, 1]])
    photo: Array = np.array([[250, 190, 250], [220, 255, 220], [250, 190, 250]], dtype=np.uint8)
    # It is square, and so is this image: who knows of squares only loses nothing here either.
    bright: Array = rng.integers(128, 256, size=(6, 6), dtype=np.uint8)
    signed: Array = rng.integers(-9, 10, size=(5, 6))
    cases = [(bright, kernel.astype(np.uint8)), (bright, -kernel), (signed, kernel / 2), (bright, photo)]
    for image, weights in cases:
        check(learner.convolution.convolve(image, weights), close_to=reference.convolve(image, weights))


@pytest.mark.points(1)
def test_convolve_refuses_large_kernels(learner: Any, rng: np.random.Generator) -> None:
    """A kernel that does not fit into the image is an error, one that just fits is not."""
    convolve = learner.convolution.convolve
    image = mixed(rng, 4, 6)
    check(convolve(image, np.ones((4, 6))), close_to=reference.convolve(image, np.ones((4, 6))))
    with expect_error(ValueError, "a kernel taller than the image"):
        convolve(image, np.ones((5, 2)))
    with expect_error(ValueError, "a kernel wider than the image"):
        convolve(image, np.ones((2, 7)))
    with expect_error(ValueError, "a kernel larger than the image both ways"):
        convolve(image, np.ones((6, 8)))


@pytest.mark.points(1)
def test_relu_keeps_the_positive(learner: Any, rng: np.random.Generator) -> None:
    """ReLU replaces negative values by zero and keeps all others, in arrays of any shape."""
    for shape in [(9,), (5, 4), (3, 2, 4), (2, 4, 3, 2)]:
        x = mixed(rng, *shape)
        # One value of each kind is there whatever the seed.
        x.flat[:3] = -1.5, 0, 2.25
        for each in (x, -np.abs(x) - 1, np.abs(x)):
            check(learner.convolution.relu(each), close_to=np.where(each < 0, 0, each))


@pytest.mark.points(1)
def test_relu_dtype_and_argument(learner: Any, rng: np.random.Generator) -> None:
    """ReLU answers in the number type that it was given, and leaves its argument as it was."""
    for dtype in (np.float32, np.float64, np.int64, np.int16, np.int8, np.uint8):
        x = rng.permutation(np.arange(-10, 10)).reshape(4, 5).astype(dtype)
        if x.dtype.kind in "iu":
            # In a small type, twice a number or its negative may not exist.
            x[0, :2] = np.iinfo(str(x.dtype)).min, np.iinfo(str(x.dtype)).max
        call = learner.convolution.relu.observe(x.copy())
        check(call.value, close_to=reference.relu(x), dtype=dtype)
        check_unchanged(call.arguments[0], x)


@pytest.mark.points(1)
def test_output_size_valid(learner: Any) -> None:
    """Without padding the kernel has to stay inside the image, and stride and padding may be left out."""
    output_size = learner.convolution.output_size
    for size, kernel_size in product((1, 2, 5, 8, 13, 28), range(1, 8)):
        if kernel_size <= size:
            expected = size - kernel_size + 1
            check(output_size(size, kernel_size), close_to=expected)
            check(output_size(size, kernel_size, 1, "valid"), close_to=expected)
    # A text that was read from a file equals the program's own, and is another object.
    check(output_size.observe(9, 4, 1, "valid").value, close_to=6)


@pytest.mark.points(1)
def test_output_size_stride(learner: Any) -> None:
    """A stride skips positions: what is left over at the end gives no output."""
    for size, kernel_size, stride in product((*range(3, 15), 28), (1, 2, 3), (2, 3, 4)):
        answer = learner.convolution.output_size(size, kernel_size, stride)
        check(answer, close_to=reference.output_size(size, kernel_size, stride))


@pytest.mark.points(1)
def test_output_size_same(learner: Any) -> None:
    """With "same" padding only size and stride count, and a started stride counts as a whole one."""
    # Kernels that are too large without padding come late: other mistakes show before.
    for size, kernel_size, stride in product((10, 28, 7, 6, 3, 2, 1), (1, 2, 5, 8), (1, 2, 3, 4)):
        answer = learner.convolution.output_size(size, kernel_size, stride=stride, padding="same")
        check(answer, close_to=reference.output_size(size, kernel_size, stride, "same"))
    check(learner.convolution.output_size.observe(9, 4, 2, "same").value, close_to=5)


@pytest.mark.points(1)
def test_output_size_refuses(learner: Any) -> None:
    """A kernel that does not fit, or a padding nobody knows, is an error and not a strange number."""
    output_size = learner.convolution.output_size
    check(output_size(5, 5), close_to=1)
    for size, kernel_size, stride in [(4, 5, 1), (2, 7, 1), (3, 4, 2), (1, 4, 3)]:
        with expect_error(ValueError, 'a kernel larger than the image, with "valid" padding'):
            output_size(size, kernel_size, stride)
    for padding in ("full", "reflect", "zeros", ""):
        with expect_error(ValueError, 'a padding other than "valid" and "same"'):
            output_size(8, 3, 1, padding)


@pytest.mark.points(1)
@own_output_size_counts_once
def test_conv_layer_one_map(learner: Any, rng: np.random.Generator) -> None:
    """One image, one channel, one filter: the layer gives one feature map."""
    for image_size, kernel_size in [((6, 9), (3, 2)), ((9, 5), (2, 4)), ((5, 4), (5, 4))]:
        images, kernels = mixed(rng, 1, *image_size, 1), mixed(rng, *kernel_size, 1, 1)
        maps = learner.convolution.conv_layer(images, kernels, no_bias())
        check(maps, close_to=reference.conv_layer(images, kernels, no_bias()))


@pytest.mark.points(1)
@own_output_size_counts_once
def test_conv_layer_integer_pixels(learner: Any, rng: np.random.Generator) -> None:
    """One map from uint8 pixels: weights keep their fractions, and sums may grow beyond 255."""
    pixels = rng.integers(128, 256, size=(1, 6, 5, 1), dtype=np.uint8)
    whole = np.array([[1, 2, 3], [4, 5, 6]], dtype=np.uint8)[:, :, None, None]
    for kernels in (whole, whole / 8):
        maps = learner.convolution.conv_layer(pixels, kernels, no_bias())
        check(maps, close_to=reference.conv_layer(pixels, kernels, no_bias()))


@pytest.mark.points(2)
@own_output_size_counts_once
def test_conv_layer_channels(learner: Any, rng: np.random.Generator) -> None:
    """A filter looks at all channels at once, with weights of its own for each, and adds up what it sees."""
    # Above 256, whole numbers that are equal may be two objects.
    for channels in (3, 5, 260):
        images, kernels = mixed(rng, 1, 7, 6, channels), mixed(rng, 4, 3, channels, 1)
        maps = learner.convolution.conv_layer(images, kernels, no_bias())
        check(maps, close_to=reference.conv_layer(images, kernels, no_bias()))


@pytest.mark.points(2)
@own_output_size_counts_once
def test_conv_layer_filters_and_bias(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """Every filter gives a map of its own, in order, and adds its own bias; nothing is cut off at zero."""
    # Maps as wide as there are filters: whoever adds biases along the columns gets no error.
    for channels, filters in [(1, 4), (2, 3)]:
        images, kernels = mixed(rng, 1, 6, 8, channels), mixed(rng, 2, 5, channels, filters)
        biases = distinct_biases(rng, filters)
        maps = learner.convolution.conv_layer(images, kernels, biases)
        check(maps, close_to=reference.conv_layer(images, kernels, biases))
        check(maps, close_to=oracle.conv2d(images, kernels, biases))


@pytest.mark.points(1)
@own_output_size_counts_once
def test_conv_layer_batch(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """Every image of a batch goes through the layer on its own, and they come out in order."""
    images, kernels, biases = mixed(rng, 3, 7, 5, 2), mixed(rng, 4, 2, 2, 3), no_bias(3)
    maps = learner.convolution.conv_layer(images, kernels, biases)
    check(maps, close_to=reference.conv_layer(images, kernels, biases))
    check(maps, close_to=oracle.conv2d(images, kernels, biases))


# One image and no bias here and below: a mistake with those costs their own points and no others.
@pytest.mark.points(2)
@own_output_size_counts_once
def test_conv_layer_stride(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """With a stride the kernel moves several pixels at a time, down as well as across."""
    for image_size, kernel_size, stride in [((9, 7), (3, 2), 2), ((8, 11), (2, 5), 3), ((10, 6), (1, 2), 4)]:
        images, kernels = mixed(rng, 1, *image_size, 2), mixed(rng, *kernel_size, 2, 3)
        biases = no_bias(3)
        maps = learner.convolution.conv_layer(images, kernels, biases, stride)
        check(maps, close_to=reference.conv_layer(images, kernels, biases, stride))
        check(maps, close_to=oracle.conv2d(images, kernels, biases, strides=stride))


@pytest.mark.points(1)
@own_output_size_counts_once
def test_conv_layer_same(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """Padding "same" adds zeros all around, so that maps keep the image's size, with even kernels too."""
    # The first kernel is so small that zeros around the wrong axes seldom end in an error; likewise below.
    sizes = [((5, 7), (1, 2)), ((6, 5), (3, 5)), ((5, 7), (4, 2)), ((7, 4), (1, 4)), ((4, 7), (3, 1))]
    for image_size, kernel_size in [*sizes, ((3, 4), (5, 7))]:
        images, kernels = mixed(rng, 1, *image_size, 2), mixed(rng, *kernel_size, 2, 3)
        biases = no_bias(3)
        maps = learner.convolution.conv_layer(images, kernels, biases, padding="same")
        check(maps, close_to=reference.conv_layer(images, kernels, biases, padding="same"))
        check(maps, close_to=oracle.conv2d(images, kernels, biases, padding="same"))


@pytest.mark.points(1)
@own_output_size_counts_once
def test_conv_layer_same_with_stride(learner: Any, rng: np.random.Generator, oracle: Any) -> None:
    """Padding "same" with a stride: only as many zeros as the last position needs, an odd one at the end."""
    cases = [
        ((7, 6), (3, 1), 2),
        ((6, 7), (3, 3), 2),
        ((7, 6), (4, 3), 2),
        ((8, 11), (2, 5), 3),
        ((8, 5), (1, 2), 3),
        # Fewer than no zeros would be needed across.
        ((5, 8), (2, 1), 3),
    ]
    for image_size, kernel_size, stride in cases:
        images, kernels = mixed(rng, 1, *image_size, 2), mixed(rng, *kernel_size, 2, 3)
        biases = no_bias(3)
        maps = learner.convolution.conv_layer(images, kernels, biases, stride=stride, padding="same")
        check(maps, close_to=reference.conv_layer(images, kernels, biases, stride, "same"))
        check(maps, close_to=oracle.conv2d(images, kernels, biases, strides=stride, padding="same"))


@pytest.mark.points(1)
@own_output_size_counts_once
def test_conv_layer_refuses(learner: Any, rng: np.random.Generator) -> None:
    """A kernel that does not fit, channels that differ and an unknown padding are errors."""
    conv_layer = learner.convolution.conv_layer
    images, kernels, biases = mixed(rng, 1, 5, 6, 3), mixed(rng, 3, 2, 3, 1), no_bias()
    check(conv_layer(images, kernels, biases), close_to=reference.conv_layer(images, kernels, biases))
    with expect_error(ValueError, "a kernel taller than the image"):
        conv_layer(images, mixed(rng, 6, 2, 3, 1), biases)
    with expect_error(ValueError, "a kernel wider than the image, with a stride"):
        conv_layer(images, mixed(rng, 3, 7, 3, 1), biases, stride=2)
    # A single channel would broadcast silently.
    for channels in (1, 2, 4):
        with expect_error(ValueError, "kernels with another number of channels than the images"):
            conv_layer(images, mixed(rng, 3, 2, channels, 1), biases)
    with expect_error(ValueError, 'a padding other than "valid" and "same"'):
        conv_layer(images, kernels, biases, padding="full")


@pytest.mark.points(1)
@own_output_size_counts_once
def test_conv_layer_whole_network(
    learner: Any, oracle: Any, rng: np.random.Generator, is_faultless: Callable[[str], bool]
) -> None:
    """Your layers inside a trained network: three real digits get the very predictions that Keras gives."""
    conv_layer = with_learners_filters(learner.convolution.conv_layer)
    predictions = network.run(WEIGHTS, DIGITS, conv_layer=conv_layer).probabilities
    check(predictions, close_to=oracle.predictions(network.LAYERS, WEIGHTS, DIGITS))
    if is_faultless("conv_layer"):
        check_all_at_once(learner.convolution.conv_layer, rng)


def check_all_at_once(conv_layer: Any, rng: np.random.Generator) -> None:
    """Check batch, channels, filters, biases, strides and paddings together, on the same images each time."""
    images, kernels = mixed(rng, 3, 9, 6, 2), mixed(rng, 2, 3, 2, 4)
    pixels = rng.integers(0, 256, size=(2, 5, 8, 2), dtype=np.uint8)
    biases = distinct_biases(rng, 4)
    settings = [(1, "valid"), (2, "same"), (3, "valid"), (1, "same"), (2, "valid"), (4, "same"), (1, "valid")]
    for stride, padding in settings:
        for each in (images, pixels):
            call = conv_layer.observe(each.copy(), kernels, biases, stride, padding)
            check(call.value, close_to=reference.conv_layer(each, kernels, biases, stride, padding))
            check_unchanged(call.arguments[0], each)
    # Whole numbers beside fractions, in every part.
    weights = rng.integers(-5, 6, size=(3, 2, 2, 1))
    for each, filters, bias in [
        (pixels, weights, np.array([0.375])),
        (images, kernels, np.array([3, -2, 0, 7])),
    ]:
        check(conv_layer(each, filters, bias), close_to=reference.conv_layer(each, filters, bias))
