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
        belief="A filter is its kernel: the biases are not added.",
        hints=Hints(
            symptom="Each of your maps is off by one and the same number, its filter's bias.",
            idea="A filter is a kernel and a bias: a number that is added to every value of its map. "
            "It says how easily the filter answers.",
            where="Where does your function use the biases that it is given?",
        ),
        replicas={"conv_layer": (ConvLayer(add=maps.no_bias_added),)},
        common=True,
    ),
    Misconception(
        id="one_bias_for_all",
        exercise="convolution",
        belief="A layer has one bias, the first, and adds it to all maps.",
        hints=Hints(
            symptom="Your first map is right; the others are off by a number.",
            idea="Each filter has a bias of its own, as it has a kernel of its own: 4 filters, 4 biases.",
            where="Which of the biases do you add to the second map?",
        ),
        replicas={"conv_layer": (ConvLayer(add=maps.first_bias),)},
    ),
    Misconception(
        id="bias_per_channel",
        exercise="convolution",
        belief="The bias is added once for each channel.",
        hints=Hints(
            symptom="With one channel your maps are right; with several, the bias is in them several times.",
            idea="A filter first adds up what it finds in all channels, and then adds its bias, once.",
            where="Is the bias added inside of the loop over the channels, "
            "or in a function that you call for each channel?",
        ),
        replicas={"conv_layer": (ConvLayer(add=maps.bias_for_each_channel),)},
    ),
    Misconception(
        id="bias_on_wrong_axis",
        exercise="convolution",
        belief="The biases belong to the columns of a map, so they are added along the third axis.",
        hints=Hints(
            symptom="Within one of your maps, each column has got another bias; or there is an error, "
            "for there are not as many columns as biases.",
            idea="A bias belongs to a filter, and the filters are the last axis: "
            "all values of a map get the same bias.",
            where="Along which axis of your maps do the biases run where you add them?",
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
            symptom="What is in the second and third channel changes nothing about your maps.",
            idea="A colour photo has a red, a green and a blue channel. "
            "A filter looks at all of them at once and adds up what it finds.",
            where="How many channels does your code go through? Look for a 0 where the channel stands.",
        ),
        replicas={"conv_layer": (ConvLayer(look=layer.first_channel),)},
        common=True,
    ),
    Misconception(
        id="kernel_shared_by_channels",
        exercise="convolution",
        belief="A filter has one kernel, that of the first channel, and lays it on every channel.",
        hints=Hints(
            symptom="All channels are looked at with the same weights, those of the first.",
            idea="A filter has weights of its own for every channel: "
            "it may look for much red and little blue.",
            where="Which of the kernel's channels do you use for the second channel of the image?",
        ),
        replicas={"conv_layer": (ConvLayer(look=layer.first_channels_kernel),)},
    ),
    Misconception(
        id="channels_averaged",
        exercise="convolution",
        belief="What a filter finds in the channels is averaged, not added up.",
        hints=Hints(
            symptom="With one channel your maps are right; with three, "
            "what they show is a third of what it should be.",
            idea="What a filter finds in the channels is added up: 2 in red, "
            "5 in green and 1 in blue make 8.",
            where="How do you make one number of what the channels give?",
        ),
        replicas={"conv_layer": (ConvLayer(look=layer.averaged_channels),)},
    ),
    Misconception(
        id="first_filter_only",
        exercise="convolution",
        belief="All maps come from the first filter, each with its own bias.",
        hints=Hints(
            symptom="But for their biases, all your maps are alike.",
            idea="Each filter looks for a pattern of its own and gives a map of its own. "
            "The last axis of the kernels counts the filters.",
            where="Which filter's weights do you use for the second map?",
        ),
        replicas={"conv_layer": (ConvLayer(look=layer.first_filter),)},
    ),
    Misconception(
        id="filters_added_up",
        exercise="convolution",
        belief="The filters work together on one map: what they find is added up.",
        hints=Hints(
            symptom="However many filters there are, one map comes out.",
            idea="Channels are added up, filters are not: every filter gives a map of its own. "
            "4 filters, 4 maps.",
            where="Over which axes of the kernels do you add up? The last one counts the filters.",
        ),
        replicas={"conv_layer": (ConvLayer(give=maps.filters_added_up),)},
    ),
    Misconception(
        id="maps_first",
        exercise="convolution",
        belief="In the result, the maps come before rows and columns.",
        hints=Hints(
            symptom="The axes of your result stand in another order: the maps come before rows and columns.",
            idea="Keras keeps channels last: images, rows, columns, channels. "
            "The maps of one layer are the channels of the next, so they stand last too.",
            where="In which order do you name the axes of your result where you make it?",
        ),
        replicas={"conv_layer": (ConvLayer(give=maps.filters_axis_second),)},
    ),
    Misconception(
        id="first_image_only",
        exercise="convolution",
        belief="What comes out is computed from the first image of the batch only.",
        hints=Hints(
            symptom="The first image of a batch is treated rightly, the others are not.",
            idea="A batch is a stack of images that go through together, and each gets its own maps, "
            "in the same order.",
            where="How does your code go through the images? Look for a 0, or a 1, "
            "where the image's number stands.",
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
        belief="Whether images and kernels have the same number of channels need not be checked: "
        "NumPy would complain.",
        hints=Hints(
            symptom="Kernels with another number of channels than the images gave a result, "
            "or another error than was asked for.",
            idea="NumPy does not always complain: a single channel is laid on all of them without a word. "
            "A check at the start is sure, and can say what is wrong.",
            where="What does your function compare before it starts? Look at the last axis of the "
            "images and at its partner in the kernels.",
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
