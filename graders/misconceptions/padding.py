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
        belief="The stride is only for moving down.",
        hints=Hints(
            symptom="Going down, your map follows the stride. Going across, it shows neighbouring positions.",
            idea="The stride is the same in both directions: with stride 2, the kernel stands at "
            "every second row and every second column.",
            where="Compare how your code goes to the next row with how it goes to the next column.",
        ),
        replicas={"conv_layer": tuple(ConvLayer(across=walk) for walk in walks.STEPS_OF_ONE)},
    ),
    Misconception(
        id="stride_on_columns_only",
        exercise="convolution",
        belief="The stride is only for moving across.",
        hints=Hints(
            symptom="Going across, your map follows the stride. Going down, it shows neighbouring positions.",
            idea="The stride is the same in both directions: with stride 2, the kernel stands at "
            "every second row and every second column.",
            where="Compare how your code goes to the next column with how it goes to the next row.",
        ),
        replicas={"conv_layer": tuple(ConvLayer(down=walk) for walk in walks.STEPS_OF_ONE)},
    ),
    Misconception(
        id="zeros_all_after",
        exercise="convolution",
        belief='All zeros of "same" come after the image, below it and to the right.',
        hints=Hints(
            symptom='With padding "same", what your map shows is shifted up and to the left.',
            idea="The zeros are shared between both sides, so that the kernel's middle can stand on "
            "the first pixel: of 4 zeros, 2 before and 2 after.",
            where="How many zeros does your code put above the image, and how many to the left of it?",
        ),
        replicas={
            "conv_layer": (ConvLayer(down=walks.along(walks.all_after), across=walks.along(walks.all_after)),)
        },
    ),
    Misconception(
        id="odd_zero_before",
        exercise="convolution",
        belief="When the number of zeros is odd, the extra zero comes before the image.",
        hints=Hints(
            symptom='With padding "same", your map is right where the zeros can be halved. Where '
            "their number is odd, it is shifted by a pixel.",
            idea="An odd number can't be halved evenly. By agreement, the extra zero comes after the "
            "image: of 3 zeros, 1 before and 2 after.",
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
        belief="Padding repeats the pixels at the border.",
        hints=Hints(
            symptom='With padding "same", the middle of your map is right, but its border is not.',
            idea='"same" adds zeros, so that nothing outside of the image adds to a sum. Repeated '
            "pixels do add something.",
            where="What does your code fill the added rows and columns with?",
        ),
        replicas={
            "conv_layer": tuple(ConvLayer(surround=layer.padded_by(mode)) for mode in ("edge", "symmetric"))
        },
    ),
    Misconception(
        id="batch_axis_padded",
        exercise="convolution",
        belief='The zeros of "same" belong to the first two axes of the images.',
        hints=Hints(
            symptom='With padding "same", your zeros became more images in the batch, and no columns '
            "were added.",
            idea="The axes are images, rows, columns, channels, in that order. The border lies around "
            "the rows and columns of each image.",
            where="Compare the shape before and after the zeros are added: which axes have grown?",
        ),
        replicas={"conv_layer": BATCH_AND_HEIGHT},
    ),
    Misconception(
        id="channel_axis_padded",
        exercise="convolution",
        belief='The zeros of "same" belong to the last two axes of the images.',
        hints=Hints(
            symptom='With padding "same", your zeros became more channels, and no rows were added.',
            idea="The axes are images, rows, columns, channels, in that order. The border lies around "
            "the rows and columns of each image.",
            where="Compare the shape before and after the zeros are added: which axes have grown?",
        ),
        replicas={"conv_layer": WIDTH_AND_CHANNELS},
    ),
)
