"""What is believed of convolving: of `convolve`, and of `conv_layer` where it does the same."""

from graders.misconceptions import maps
from graders.misconceptions import replicas_of_conv_layer as layer
from graders.misconceptions import replicas_of_convolve as one
from graders.misconceptions.replicas_of_conv_layer import ConvLayer
from graders.misconceptions.replicas_of_convolve import Convolve, squared
from grading.misconceptions import Hints, Misconception

RIGHT = {"convolve": Convolve()}

_PRODUCTS = (one.same_shapes_only, one.number_by_number)
_SQUARED = [(0, 0), (1, 1), (0, 1), (1, 0), (0, None), (1, None), (None, 0), (None, 1)]

ENTRIES = (
    Misconception(
        id="kernel_flipped",
        exercise="convolution",
        belief="Convolving means turning the kernel by 180 degrees before it is laid on the image.",
        hints=Hints(
            symptom="Your map looks as if the kernel lay upside down and back to front: its upper "
            "left number met each patch's lower right pixel.",
            idea="In mathematics a convolution turns the kernel. "
            "Deep-learning libraries do not: they lay it on the patch as it is, "
            "which is called cross-correlation.",
            where="Look for what reverses the kernel's order: a line of yours, an index that counts "
            "backwards, or a ready-made function.",
        ),
        replicas={"convolve": (Convolve(turn=one.turned),), "conv_layer": (ConvLayer(turn=layer.turned),)},
        common=True,
    ),
    Misconception(
        id="uint8_overflow",
        exercise="convolution",
        belief="The dtype of the pixels is good enough for the products and the sums, too.",
        hints=Hints(
            symptom="With uint8 images, some values of your map are wrong, as if counting had started "
            "again at 0 on the way.",
            idea="uint8 holds whole numbers from 0 to 255 and no others: 200 + 100 is 44 there. "
            "Products and sums of pixels need more room.",
            where="Which dtype do the pixels have when you multiply them? And the array in which you "
            "keep the results?",
        ),
        replicas={
            "convolve": (Convolve(read=one.in_own_type), Convolve(give=one.in_the_images_type)),
            "conv_layer": (
                ConvLayer(answer=layer.in_the_images_type),
                ConvLayer(answer=layer.products_in_own_type),
                ConvLayer(give=maps.maps_in_the_images_type),
            ),
        },
    ),
    Misconception(
        id="map_transposed",
        exercise="convolution",
        belief="In a feature map, the first index counts the columns and the second one the rows.",
        hints=Hints(
            symptom="Your map lies on its side: its rows are where its columns should be.",
            idea="Image and map are read in the same order: first down, then across. What is found in "
            "the third row stands in the map's third row.",
            where="Where you write a result, are its two indices in the same order as where you cut "
            "the patch? Is the map turned later?",
        ),
        replicas={
            "convolve": (Convolve(give=one.map_transposed),),
            "conv_layer": (ConvLayer(give=maps.maps_transposed),),
        },
    ),
    Misconception(
        id="kernel_transposed",
        exercise="convolution",
        belief="The kernel is laid on the image with its rows and columns swapped.",
        hints=Hints(
            symptom="Your function lays the kernel on its side: its first row met the first column of "
            "each patch.",
            idea="A kernel of shape (3, 2) is 3 high and 2 wide: as with an image, the height comes first.",
            where="Where do you take the kernel's height and width from, "
            "and in which order do you use its two indices?",
        ),
        replicas={
            "convolve": (
                Convolve(turn=lambda kernel: kernel.T),
                *(Convolve(answer=one.on_the_transposed(way)) for way in (one.dot_product, *_PRODUCTS)),
            ),
            "conv_layer": (
                ConvLayer(turn=layer.transposed),
                ConvLayer(answer=layer.with_transposed),
                ConvLayer(answer=layer.with_broadcast_transposed),
            ),
        },
    ),
    Misconception(
        id="square_only",
        exercise="convolution",
        belief="Images and kernels are square, so one number says how high and how wide they are.",
        hints=Hints(
            symptom="With a square image and a square kernel your function may be right. With wide or "
            "tall ones it is not.",
            idea="Photos are seldom square, and kernels need not be. Image and kernel each have a "
            "height and a width of their own.",
            where="Count the sizes that your code reads: an image and a kernel have four in all. "
            "Which one do you use twice?",
        ),
        replicas={
            "convolve": (
                *(
                    Convolve(sides=squared(*axes), answer=way)
                    for axes in _SQUARED
                    for way in (one.dot_product, *_PRODUCTS, one.first_numbers)
                ),
                *(Convolve(sides=squared(*axes), patch=one.whole_kernel) for axes in _SQUARED),
            ),
            "conv_layer": tuple(
                ConvLayer(sides=layer.squared(*axes, with_padding), look=look)
                for axes in _SQUARED
                for with_padding in (True, False)
                for look in (layer.all_of_them, layer.square_kernels_only)
            ),
        },
    ),
    Misconception(
        id="mean_of_products",
        exercise="convolution",
        belief="The value at a position is the mean of the products.",
        hints=Hints(
            symptom="What your function finds at each position is too small, always by the same "
            "factor: the number of weights.",
            idea="A kernel adds up its products. Where a mean is wanted, the weights make it one: "
            "with four weights of 0.25, for example.",
            where="What does your code do with the products of one position, once they are worked out?",
        ),
        replicas={
            "convolve": (Convolve(answer=one.mean_product),),
            "conv_layer": (ConvLayer(look=layer.averaged_products),),
        },
    ),
    Misconception(
        id="matrix_product",
        exercise="convolution",
        belief="Patch and kernel are multiplied as matrices, and the numbers of that product are added up.",
        hints=Hints(
            symptom="Your sums contain products of a weight and a pixel that does not lie under it.",
            idea="Every weight meets only the one pixel under it: 4 weights, 4 products, one sum. A "
            "matrix product pairs whole rows with whole columns.",
            where="Which kind of multiplying does your code use for patch and kernel: number by number, "
            "or rows by columns?",
        ),
        replicas={
            "convolve": tuple(
                Convolve(answer=one.matrix_product(*ways))
                for ways in [(False, True), (False, False), (True, False), (False, False, True)]
            )
        },
    ),
    Misconception(
        id="relu_baked_in",
        exercise="convolution",
        belief="A convolution ends with ReLU: where its result is negative, 0 comes out.",
        hints=Hints(
            symptom="Somewhere on the way to your map, negative numbers became 0.",
            idea="Convolution and activation are two steps. A negative value says that the opposite "
            "of the pattern was found, and the map keeps it.",
            where="Is there a step in your function, or in a function that it calls, that lets only "
            "positive numbers pass?",
        ),
        replicas={
            "convolve": (Convolve(give=one.nothing_negative),),
            "conv_layer": (
                ConvLayer(give=maps.nothing_negative),
                ConvLayer(answer=layer.nothing_negative_first),
                ConvLayer(answer=layer.nothing_negative_by_channel),
            ),
        },
    ),
    Misconception(
        id="truncated_to_int",
        exercise="convolution",
        belief="A feature map holds whole numbers, so the digits after the decimal point can be dropped.",
        hints=Hints(
            symptom="What your kernel found came out in whole numbers, where fractions such as 2.75 "
            "or -0.5 should be.",
            idea="Pixels may be whole numbers, but weights hardly ever are. The fractions say how "
            "well a patch matches the pattern.",
            where="What makes your results whole? Check the dtype of the array that keeps them, and "
            "look for a step that drops fractions.",
        ),
        replicas={
            "convolve": (Convolve(give=one.cut_off), Convolve(give=one.rounded_down)),
            "conv_layer": (
                ConvLayer(give=maps.in_whole_numbers),
                ConvLayer(give=maps.rounded_down),
                ConvLayer(answer=layer.cut_off_first),
            ),
        },
    ),
    Misconception(
        id="size_kept",
        exercise="convolution",
        belief="The result is as large as the image, because zeros are put around the image first.",
        hints=Hints(
            symptom="Your map is as large as the image; it should be a little smaller.",
            idea="The kernel has to lie wholly inside of the image: 2 wide, it fits at 3 places in a "
            "row of 4 pixels. Nothing is added here.",
            where="Look for the place where the image gets a border, or where the result gets the "
            "image's shape.",
        ),
        replicas={
            "convolve": tuple(
                Convolve(fits=fits, surround=surround)
                for surround in (one.zeros_around, one.odd_zero_first)
                for fits in (one.has_to_fit, one.never_checked)
            )
        },
    ),
)
