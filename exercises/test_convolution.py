"""Visible checks of convolution.py, in the order of the lesson.

`convolution` is your file, `case` holds this check's numbers: the inputs, and the `expected` result. Reading
a check shows you what your code is asked.
"""

from helpers.checks import check, check_raises, check_unchanged


def test_convolve_vertical_edge(convolution, case):
    """A vertical-edge filter answers where the image jumps from dark to bright, and nowhere else."""
    check(convolution.convolve(case.image, case.kernel), case.expected)


def test_convolve_tall_kernel(convolution, case):
    """Images and kernels need not be square, and a kernel is not flipped."""
    check(convolution.convolve(case.image, case.kernel), case.expected)


def test_convolve_bright_photo(convolution, case):
    """The numbers of a photo, 0 to 255, add up to more than 255."""
    check(convolution.convolve(case.image, case.kernel), case.expected)


def test_convolve_kernel_too_large(convolution, case):
    """A kernel larger than the image is refused."""
    too_high = "a kernel 3 high does not fit into an image 2 high"
    check_raises(ValueError, convolution.convolve, case.image, case.kernel, because=too_high)


def test_relu_mixed(convolution, case):
    """Negative numbers become 0, the others stay; so do shape and dtype."""
    check(convolution.relu(case.x), case.expected, dtype="float32")


def test_relu_leaves_argument(convolution, case):
    """ReLU gives back a new array and leaves its argument as it was."""
    answer = convolution.relu(case.x)
    check(answer, case.expected, dtype=case.x.dtype)
    check_unchanged(answer)


def test_output_size_valid(convolution, case):
    """Without padding the output is a little smaller than the input."""
    check(convolution.output_size(case.size, case.kernel_size), case.expected)


def test_output_size_stride(convolution, case):
    """With a stride of 2 the kernel moves two pixels at a time, and a last half step is not taken."""
    check(convolution.output_size(case.size, case.kernel_size, stride=case.stride), case.expected)


def test_output_size_same(convolution, case):
    """With padding "same" the output is the input's size divided by the stride, rounded up."""
    check(
        convolution.output_size(case.size, case.kernel_size, case.stride, padding=case.padding), case.expected
    )


def test_output_size_kernel_too_large(convolution, case):
    """A kernel larger than the image is refused where nothing is padded."""
    too_large = "a kernel of 5 does not fit into 3 pixels"
    check_raises(ValueError, convolution.output_size, case.size, case.kernel_size, because=too_large)


def test_output_size_unknown_padding(convolution, case):
    """Any other padding is refused."""
    unknown = 'padding is "valid" or "same", and "full" is neither'
    arguments = case.size, case.kernel_size, case.stride, case.padding
    check_raises(ValueError, convolution.output_size, *arguments, because=unknown)


def test_conv_layer_one_map(convolution, case):
    """One image, one channel, one filter: the vertical edge again, as a layer."""
    check(convolution.conv_layer(case.images, case.kernels, case.biases), case.expected)


def test_conv_layer_channels(convolution, case):
    """A filter looks at all channels, and adds up what it finds."""
    check(convolution.conv_layer(case.images, case.kernels, case.biases), case.expected)


def test_conv_layer_filters_and_biases(convolution, case):
    """Every filter gives a feature map of its own, and adds its own bias to it."""
    check(convolution.conv_layer(case.images, case.kernels, case.biases), case.expected)


def test_conv_layer_batch(convolution, case):
    """Every image of a batch is treated on its own."""
    check(convolution.conv_layer(case.images, case.kernels, case.biases), case.expected)


def test_conv_layer_stride(convolution, case):
    """The stride holds for rows and for columns."""
    check(convolution.conv_layer(case.images, case.kernels, case.biases, stride=case.stride), case.expected)


def test_conv_layer_same(convolution, case):
    """With padding "same" and stride 1, the maps are as large as the images."""
    check(convolution.conv_layer(case.images, case.kernels, case.biases, padding=case.padding), case.expected)


def test_conv_layer_same_with_stride(convolution, case):
    """With a stride of 2, "same" adds fewer zeros: as many as the last position needs."""
    check(
        convolution.conv_layer(
            case.images, case.kernels, case.biases, stride=case.stride, padding=case.padding
        ),
        case.expected,
    )


def test_conv_layer_bright_photo(convolution, case):
    """The numbers of a photo add up to more than 255 here, too."""
    check(convolution.conv_layer(case.images, case.kernels, case.biases), case.expected)


def test_conv_layer_kernel_too_large(convolution, case):
    """A kernel larger than the images is refused."""
    too_wide = "a kernel 3 wide does not fit into images 2 wide"
    check_raises(ValueError, convolution.conv_layer, case.images, case.kernels, case.biases, because=too_wide)


def test_conv_layer_channels_differ(convolution, case):
    """Images and kernels with different numbers of channels are refused."""
    differ = "the images have 3 channels and the kernel is made for 1"
    check_raises(ValueError, convolution.conv_layer, case.images, case.kernels, case.biases, because=differ)


def test_conv_layer_unknown_padding(convolution, case):
    """A padding that is neither "valid" nor "same" is refused."""
    unknown = 'padding is "valid" or "same", and "full" is neither'
    arguments = case.images, case.kernels, case.biases, case.stride, case.padding
    check_raises(ValueError, convolution.conv_layer, *arguments, because=unknown)
