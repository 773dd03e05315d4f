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
            symptom="Your map looks as if the kernel had been upside down and back to front: "
            "its upper left number met the lower right pixel of each patch.",
            idea="In mathematics a convolution turns the kernel. "
            "Deep-learning libraries do not: they lay it on the patch as it is, "
            "which is called cross-correlation.",
            where="Look for the line in which the kernel's order is reversed, "
            "or where an index counts backwards.",
        ),
        replicas={"convolve": (Convolve(turn=one.turned),), "conv_layer": (ConvLayer(turn=layer.turned),)},
        common=True,
    ),
    Misconception(
        id="uint8_overflow",
        exercise="convolution",
        belief="The result is computed in the number type that the pixels have, uint8 where they are uint8.",
        hints=Hints(
            symptom="Bright photos gave sums that are far too small, as if they had started again at 0.",
            idea="uint8 holds 0 to 255 and no more: 200 + 100 is 44 there. "
            "Products and sums of pixels need a larger kind of number.",
            where="Of which number type are the pixels when you multiply, "
            "and the array in which you keep the results?",
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
        belief="In a feature map, the first axis goes along the image's columns and the second along "
        "its rows.",
        hints=Hints(
            symptom="Your map lies on its side: its rows are where its columns should be.",
            idea="Map and image are read in the same order, first down, then across. "
            "What is found in the third row of the image stands in the third row of the map.",
            where="Compare the order of the two indices with which you write a result to the order with "
            "which you read a patch.",
        ),
        replicas={
            "convolve": (Convolve(give=one.map_transposed),),
            "conv_layer": (ConvLayer(give=maps.maps_transposed),),
        },
    ),
    Misconception(
        id="kernel_transposed",
        exercise="convolution",
        belief="The kernel's rows run along the image's columns, so it is laid on the image transposed.",
        hints=Hints(
            symptom="Your function uses the kernel lying on its side: "
            "a tall kernel is treated as a wide one.",
            idea="A kernel of shape (3, 2) is 3 high and 2 wide, "
            "just as an image's shape names its height first.",
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
        belief="Images and kernels are square: their height is their width too.",
        hints=Hints(
            symptom="With squares your function may be right; "
            "with a wide or a tall image or kernel it is not.",
            idea="Photos are seldom square, and kernels need not be. "
            "Height and width are two numbers, for the image and for the kernel.",
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
        belief="What a position answers is the mean of the products.",
        hints=Hints(
            symptom="All your values are too small by the same factor: "
            "the number of weights that a position looks with.",
            idea="A kernel adds up what its weights find. Whether that is to be an average is decided "
            "by the weights themselves, not by the function.",
            where="Look at what you do with the products of one position, after the multiplying.",
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
            symptom="Your sums hold products of pixels and weights that do not lie on each other.",
            idea="Every weight meets just the one pixel that lies under it: 4 weights, 4 products, "
            "one sum. A product of matrices pairs whole rows with whole columns.",
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
            symptom="Wherever a negative number should be, your map holds 0.",
            idea="Convolution and activation are two steps here. "
            "A negative value says that the opposite of the pattern was found; "
            "the next step decides what to make of that.",
            where="Is there something at the end of your function, or in a function that it calls, "
            "that lets only positive numbers pass?",
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
        belief="A feature map holds whole numbers: what stands behind the decimal point is cut off at "
        "the end.",
        hints=Hints(
            symptom="Only whole numbers came out, where 2.75 or -0.5 should be.",
            idea="Pixels may be whole numbers, weights hardly ever are. "
            "The fractions tell how well a pattern was met.",
            where="Look for what makes your results whole: the number type of the array that they are "
            "kept in, or a conversion at the end.",
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
            idea="Here the kernel has to lie wholly inside of the image: 2 wide, "
            "it fits at 3 places in a row of 4 pixels. Padding comes later, with the layer, "
            "and only where it is asked for.",
            where="Look for the place where the image gets its border, "
            "or where the result gets the image's shape.",
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
