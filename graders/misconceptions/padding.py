"""What is believed of the strides and the zeros of `conv_layer`."""

from graders.misconceptions import replicas_of_conv_layer as layer
from graders.misconceptions import walks
from graders.misconceptions.replicas_of_conv_layer import ConvLayer
from graders.misconceptions.replicas_of_wrong_axes import BATCH_AND_HEIGHT, WIDTH_AND_CHANNELS
from grading.misconceptions import Hints, Misconception

RIGHT = {"conv_layer": ConvLayer()}

ENTRIES = (
    Misconception(
        id="stride_on_rows_only",
        exercise="convolution",
        belief="The stride holds on the way down; across, the kernel moves by one pixel.",
        hints=Hints(
            symptom="Down, your kernel jumps by the stride; across, it moves by one pixel.",
            idea="One stride holds in both directions: with stride 2 the kernel stands at every second "
            "row and at every second column.",
            where="Compare how you go to the next row with how you go to the next column.",
        ),
        replicas={"conv_layer": tuple(ConvLayer(across=walk) for walk in walks.STEPS_OF_ONE)},
    ),
    Misconception(
        id="stride_on_columns_only",
        exercise="convolution",
        belief="The stride holds on the way across; down, the kernel moves by one pixel.",
        hints=Hints(
            symptom="Across, your kernel jumps by the stride; down, it moves by one pixel.",
            idea="One stride holds in both directions: with stride 2 the kernel stands at every second "
            "row and at every second column.",
            where="Compare how you go to the next column with how you go to the next row.",
        ),
        replicas={"conv_layer": tuple(ConvLayer(down=walk) for walk in walks.STEPS_OF_ONE)},
    ),
    Misconception(
        id="zeros_all_after",
        exercise="convolution",
        belief='The zeros of "same" all stand behind the image, below and to the right of it.',
        hints=Hints(
            symptom='With padding "same", what your map shows is shifted up and to the left.',
            idea="The zeros are shared out to both sides, so that the kernel's middle can stand on the "
            "first pixel too. Of 4 zeros, 2 come before the image and 2 after it.",
            where="How many zeros do you put before the image, above and to the left?",
        ),
        replicas={
            "conv_layer": (ConvLayer(down=walks.along(walks.all_after), across=walks.along(walks.all_after)),)
        },
    ),
    Misconception(
        id="odd_zero_before",
        exercise="convolution",
        belief="Where the number of zeros is odd, the one more stands before the image.",
        hints=Hints(
            symptom='"same" is right where the zeros can be halved; where their number is odd, '
            "your map is shifted by a pixel.",
            idea="An odd number can't be shared out evenly. "
            "It is agreed that the one more comes after the image: of 3 zeros, 1 before and 2 after.",
            where="Which side gets the larger half in your code?",
        ),
        replicas={
            "conv_layer": (
                ConvLayer(down=walks.along(walks.odd_one_before), across=walks.along(walks.odd_one_before)),
            )
        },
    ),
    Misconception(
        id="edge_repeated",
        exercise="convolution",
        belief="Padding repeats the pixels at the border instead of adding zeros.",
        hints=Hints(
            symptom='With padding "same" the middle of your map is right, its border is not.',
            idea='"same" adds zeros, so that what lies outside adds nothing to a sum. '
            "Repeated pixels do add something.",
            where="What do you fill the added rows and columns with?",
        ),
        replicas={
            "conv_layer": tuple(ConvLayer(surround=layer.padded_by(mode)) for mode in ("edge", "symmetric"))
        },
    ),
    Misconception(
        id="batch_axis_padded",
        exercise="convolution",
        belief='The zeros of "same" go around the first two axes: the images of the batch, and the rows.',
        hints=Hints(
            symptom='With padding "same", your zeros became further images of the batch, '
            "or rows where columns should be.",
            idea="The axes are images, rows, columns, channels, in that order. "
            "Zeros go around the rows and the columns: the two in the middle.",
            where="Which axes do your numbers of zeros belong to? Look at the shape before and after "
            "you add them.",
        ),
        replicas={"conv_layer": BATCH_AND_HEIGHT},
    ),
    Misconception(
        id="channel_axis_padded",
        exercise="convolution",
        belief='The zeros of "same" go around the last two axes: the columns, and the channels.',
        hints=Hints(
            symptom='With padding "same", your zeros became further channels, '
            "or columns where rows should be.",
            idea="The axes are images, rows, columns, channels, in that order. "
            "Zeros go around the rows and the columns: the two in the middle.",
            where="Which axes do your numbers of zeros belong to? Look at the shape before and after "
            "you add them.",
        ),
        replicas={"conv_layer": WIDTH_AND_CHANNELS},
    ),
)
