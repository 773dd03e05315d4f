"""What is believed of the batch, the channels, the filters and the biases of `conv_layer`."""

from graders.misconceptions import maps
from graders.misconceptions import replicas_of_conv_layer as layer
from graders.misconceptions.replicas_of_conv_layer import ConvLayer
from grading.misconceptions import Hints, Misconception, Replica

RIGHT: dict[str, Replica] = {}

ENTRIES = (
    Misconception(
        id="bias_missing",
        exercise="convolution",
        belief="A filter is its kernel and nothing more, so the biases need not be added.",
        hints=Hints(
            symptom="In each of your maps, all values are off by the same number: the filter's bias.",
            idea="Besides its weights, a filter has a bias: one number that is added to every value "
            "of its map.",
            where="Where does your function use the biases that it is given?",
        ),
        replicas={"conv_layer": (ConvLayer(add=maps.no_bias_added),)},
        common=True,
    ),
    Misconception(
        id="one_bias_for_all",
        exercise="convolution",
        belief="The whole layer shares one bias, the first, and adds it to all maps.",
        hints=Hints(
            symptom="Your first map is right. In each of the others, all values are off by the same number.",
            idea="Each filter has a bias of its own, as it has weights of its own: 4 filters, 4 biases.",
            where="Which of the biases does your code add to the second map?",
        ),
        replicas={"conv_layer": (ConvLayer(add=maps.first_bias),)},
    ),
    Misconception(
        id="bias_per_channel",
        exercise="convolution",
        belief="The bias is added once for each channel.",
        hints=Hints(
            symptom="With one channel your maps are right. With several channels, the bias is in them "
            "several times.",
            idea="A filter first adds up what it finds in all channels, and then adds its bias, once.",
            where="How often is the bias added for one value of a map? Look at what your code does "
            "once for each channel.",
        ),
        replicas={"conv_layer": (ConvLayer(add=maps.bias_for_each_channel),)},
    ),
    Misconception(
        id="bias_on_wrong_axis",
        exercise="convolution",
        belief="The biases belong to the columns of a map: each column gets one of them.",
        hints=Hints(
            symptom="Within one map, your columns got different biases, or there was an error because "
            "columns and biases are not equally many.",
            idea="A bias belongs to a filter, and the last axis of the result counts the filters. All "
            "values of one map get the same bias.",
            where="Along which axis of your maps do the biases lie where your code adds them?",
        ),
        replicas={
            "conv_layer": (
                ConvLayer(add=maps.broadcast_to_columns),
                ConvLayer(add=maps.column_by_column),
                ConvLayer(add=maps.bias_by_bias),
            )
        },
    ),
    Misconception(
        id="first_channel_only",
        exercise="convolution",
        belief="A filter looks at the first channel only.",
        hints=Hints(
            symptom="Only the first channel has an effect on your maps. The others change nothing.",
            idea="A colour photo has a red, a green and a blue channel. A filter looks at all of them "
            "and adds up what it finds.",
            where="How many channels does your code go through? Look at the places where it picks a channel.",
        ),
        replicas={"conv_layer": (ConvLayer(look=layer.first_channel),)},
        common=True,
    ),
    Misconception(
        id="kernel_shared_by_channels",
        exercise="convolution",
        belief="A filter lays one and the same kernel on every channel.",
        hints=Hints(
            symptom="Your function looks at all channels with the same weights, those of the first one.",
            idea="A filter has weights of its own for every channel: "
            "it may look for much red and little blue.",
            where="Which weights does your code use for the second channel of the image?",
        ),
        replicas={"conv_layer": (ConvLayer(look=layer.first_channels_kernel),)},
    ),
    Misconception(
        id="channels_averaged",
        exercise="convolution",
        belief="What a filter finds in the channels is averaged.",
        hints=Hints(
            symptom="With one channel your maps are right. With three, the part that comes from the "
            "image is a third of what it should be.",
            idea="What a filter finds in the channels is added up: 2 in red, "
            "5 in green and 1 in blue make 8.",
            where="How does your code make one number out of what the channels give?",
        ),
        replicas={"conv_layer": (ConvLayer(look=layer.averaged_channels),)},
    ),
    Misconception(
        id="first_filter_only",
        exercise="convolution",
        belief="The first filter makes all the maps.",
        hints=Hints(
            symptom="All your maps are alike, apart from their biases.",
            idea="Each filter looks for a pattern of its own and makes a map of its own. The last "
            "axis of the kernels counts the filters.",
            where="Which filter's weights does your code use for the second map?",
        ),
        replicas={"conv_layer": (ConvLayer(look=layer.first_filter),)},
    ),
    Misconception(
        id="filters_added_up",
        exercise="convolution",
        belief="All filters make one map together: what they find is added up.",
        hints=Hints(
            symptom="However many filters there are, your function gives one map.",
            idea="Channels are added up, filters are not. Every filter gives a map of its own: 4 "
            "filters, 4 maps.",
            where="Over which axes of the kernels does your code add up? The last one counts the filters.",
        ),
        replicas={"conv_layer": (ConvLayer(give=maps.filters_added_up),)},
    ),
    Misconception(
        id="maps_first",
        exercise="convolution",
        belief="In the result, the maps come before rows and columns.",
        hints=Hints(
            symptom="Your result holds the right numbers, but its axes are in another order than they "
            "should be.",
            idea="Keras keeps channels last: images, rows, columns, channels. The maps of one layer "
            "are the channels of the next, so they come last.",
            where="Where does your result get its shape, and which of its axes counts the maps?",
        ),
        replicas={"conv_layer": (ConvLayer(give=maps.filters_axis_second),)},
    ),
    Misconception(
        id="first_image_only",
        exercise="convolution",
        belief="It is enough to look at the first image of the batch.",
        hints=Hints(
            symptom="For the first image of a batch your result is right. The others are missing or wrong.",
            idea="A batch is a stack of images that go through the network together. Each gets maps "
            "of its own, in the same order.",
            where="How does your code go through the batch? Look at where it picks an image, and at "
            "where it returns.",
        ),
        replicas={
            "conv_layer": (
                ConvLayer(give=maps.first_image_again),
                ConvLayer(give=maps.first_image_alone),
                ConvLayer(give=maps.first_image_bare),
                ConvLayer(give=maps.first_image_then_zeros),
                ConvLayer(answer=layer.first_image_found),
            )
        },
    ),
    Misconception(
        id="channels_not_compared",
        exercise="convolution",
        belief="The channels of images and kernels need no check: NumPy would complain if they differ.",
        hints=Hints(
            symptom="When the channels differed, your function gave a result, or another error than "
            "the one that is asked for.",
            idea="NumPy does not always complain: it may use a single channel for all of them. A "
            "check at the start is safe and can say what is wrong.",
            where="What does your function compare before it starts? Images and kernels each have an "
            "axis that counts channels.",
        ),
        replicas={
            "conv_layer": tuple(
                ConvLayer(compare=layer.never_compared, look=look)
                for look in (
                    layer.single_channel_for_all,
                    layer.by_the_images_channels,
                    layer.by_the_kernels_channels,
                )
            )
        },
    ),
)
