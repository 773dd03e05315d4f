"""What is believed of sizes: of `output_size`, and of the functions whose results have such a size."""

from graders.misconceptions import maps, walks
from graders.misconceptions import replicas_of_conv_layer as layer
from graders.misconceptions import replicas_of_convolve as one
from graders.misconceptions import replicas_of_output_size as size
from graders.misconceptions.replicas_of_conv_layer import ConvLayer
from graders.misconceptions.replicas_of_convolve import Convolve
from graders.misconceptions.replicas_of_output_size import OutputSize
from graders.misconceptions.walks import ToWalk
from grading.misconceptions import Hints, Misconception

RIGHT = {"output_size": OutputSize()}


def _both_ways(walk: ToWalk) -> ConvLayer:
    return ConvLayer(down=walk, across=walk)


ENTRIES = (
    Misconception(
        id="last_position_missed",
        exercise="convolution",
        belief="A kernel of size k fits at n - k places in a row of n pixels.",
        hints=Hints(
            symptom="Your function misses the last position, the one where the kernel reaches the "
            "lower or the right border.",
            idea="Count on paper: a kernel 2 wide fits at 3 places in a row of 4 pixels. A kernel as "
            "large as the image fits once.",
            where="Where does your code count the positions, or end the walk over them? Try it with a "
            "kernel as large as the image.",
        ),
        replicas={
            "convolve": (
                Convolve(places=one.one_place_less),
                Convolve(places=one.one_place_less, fits=one.has_to_leave_room),
                Convolve(places=one.one_place_less, give=one.collected_in_lists),
                Convolve(give=one.last_place_empty),
            ),
            "output_size": (
                OutputSize(valid=size.last_missed),
                OutputSize(valid=size.last_missed_rounded_down),
                OutputSize(valid=size.none_left_refused),
            ),
            "conv_layer": (
                _both_ways(walks.along(places=walks.last_place_missed)),
                _both_ways(walks.along(places=walks.one_step_less)),
                _both_ways(walks.missed_without_padding),
                _both_ways(walks.along(walks.as_for_stride_one, walks.last_place_missed)),
                _both_ways(walks.along(places=walks.last_place_missed, keeps_room=True)),
                ConvLayer(
                    down=walks.along(places=walks.last_place_missed, keeps_room=True),
                    across=walks.along(places=walks.last_place_missed, keeps_room=True),
                    add=maps.bias_where_found,
                ),
            ),
        },
    ),
    Misconception(
        id="stride_ignored",
        exercise="convolution",
        belief="The kernel always moves by one pixel, whatever the stride.",
        hints=Hints(
            symptom="A larger stride changes nothing about the positions of your kernel.",
            idea="The stride says how far the kernel moves. In a row of 7 pixels, a kernel 3 wide "
            "with stride 2 starts at pixels 0, 2 and 4.",
            where="Where does your code use the stride? It decides where the kernel stands, and so "
            "how many positions there are.",
        ),
        replicas={
            "output_size": (OutputSize(valid=size.by_one, same=size.as_before),),
            "conv_layer": tuple(_both_ways(walk) for walk in walks.STEPS_OF_ONE),
        },
        common=True,
    ),
    Misconception(
        id="padding_ignored",
        exercise="convolution",
        belief='The padding changes nothing: "same" works like "valid".',
        hints=Hints(
            symptom='With padding "same", your result is as small as with "valid".',
            idea='"same" adds zeros around the image, so that the kernel can stand at the border too. '
            "With stride 1 the map is as large as the image.",
            where='What does your function do differently when it is told "same"? Follow that word '
            "through your code.",
        ),
        replicas={
            "output_size": (OutputSize(know=size.always_valid), OutputSize(know=size.valid_unchecked)),
            "conv_layer": (ConvLayer(know=size.always_valid), ConvLayer(know=size.valid_unchecked)),
        },
        common=True,
    ),
    Misconception(
        id="same_ignores_stride",
        exercise="convolution",
        belief='With padding "same", the stride plays no part in the size or in the zeros.',
        hints=Hints(
            symptom='With padding "same", your function is right for stride 1, but not always for a '
            "larger stride.",
            idea='"same" does not always mean "as large as before". With stride 2 there are about '
            "half as many positions, and fewer zeros may do.",
            where='Where does your code work out the size, or the zeros, for "same"? Is the stride '
            "used there?",
        ),
        replicas={
            "output_size": (OutputSize(same=size.as_before),),
            "conv_layer": (_both_ways(walks.along(walks.as_for_stride_one)),),
        },
        common=True,
    ),
    Misconception(
        id="valid_rounded_up",
        exercise="convolution",
        belief='With padding "valid", a last step that would leave the image still counts.',
        hints=Hints(
            symptom='With padding "valid" and a larger stride, your result is sometimes one too large.',
            idea="Without padding, the kernel never leaves the image. In a row of 6, a kernel 3 wide "
            "with stride 2 starts at 0 and 2, and that is all.",
            where='Where does your code count the positions for "valid"? What happens there when the '
            "stride does not divide evenly?",
        ),
        replicas={
            "output_size": (OutputSize(valid=size.rounded_up),),
            "conv_layer": (_both_ways(walks.started_strides_count),),
        },
    ),
    Misconception(
        id="same_rounded_down",
        exercise="convolution",
        belief='With padding "same", pixels at the end that do not fill a whole stride do not count.',
        hints=Hints(
            symptom='With padding "same" and a larger stride, your size is sometimes one too small.',
            idea='"same" adds zeros so that the pixels at the end count too: a row of 7 pixels with '
            "stride 2 gives 4 values, not 3.",
            where='In which direction does your code round for "same"? Is it the same direction as '
            'for "valid"?',
        ),
        replicas={"output_size": (OutputSize(same=size.whole_strides),)},
    ),
    Misconception(
        id="half_kernel_around",
        exercise="convolution",
        belief='"same" means half a kernel of zeros on each side, whatever the kernel and the stride are.',
        hints=Hints(
            symptom='With padding "same", odd kernels and stride 1 are right. With an even kernel or '
            "a larger stride, your result can be wrong.",
            idea="The two sides need not get equally many zeros: a kernel 2 wide needs one in all, "
            "none before and one after. A stride may need fewer.",
            where="Where does your code work out how many zeros come before and after? Try an even "
            "kernel, then a stride.",
        ),
        replicas={
            "output_size": (OutputSize(same=size.around_by_half),),
            "conv_layer": (_both_ways(walks.along(walks.half_a_kernel)),),
        },
    ),
    Misconception(
        id="size_not_checked",
        exercise="convolution",
        belief="A kernel that is larger than the image needs no check: the result will show it.",
        hints=Hints(
            symptom="A kernel larger than the image gave a result instead of an error.",
            idea="An empty map or an impossible size causes trouble much later, far from its cause. "
            "An error at once says what is wrong.",
            where="What does your function compare before it starts? A kernel can be too high for an "
            "image, or too wide.",
        ),
        replicas={
            "convolve": (Convolve(fits=one.never_checked),),
            "output_size": (OutputSize(fits=size.never_checked),),
            "conv_layer": (ConvLayer(fits=layer.never_checked),),
        },
    ),
    Misconception(
        id="same_must_fit",
        exercise="convolution",
        belief='A kernel must not be larger than the image, not even with padding "same".',
        hints=Hints(
            symptom='With padding "same", a large kernel gave an error instead of a result.',
            idea='"same" adds as many zeros as the kernel needs, so every kernel fits, even on a '
            "single pixel.",
            where="Where does your function refuse a kernel? Does this check belong to both paddings?",
        ),
        replicas={
            "output_size": (OutputSize(fits=size.always_has_to_fit),),
            "conv_layer": (ConvLayer(fits=layer.always_has_to_fit),),
        },
    ),
    Misconception(
        id="unknown_padding_accepted",
        exercise="convolution",
        belief="It is enough to look for one of the two paddings: anything else must be the other one.",
        hints=Hints(
            symptom="A padding that does not exist gave a result instead of an error.",
            idea='A word with a typing error, such as "smae", should not pass for another word: '
            "nobody would notice the mistake.",
            where='What happens in your function when the padding is neither "valid" nor "same"?',
        ),
        replicas={
            "output_size": (OutputSize(know=size.valid_if_not_same), OutputSize(know=size.same_if_not_valid)),
            "conv_layer": (ConvLayer(know=size.valid_if_not_same), ConvLayer(know=size.same_if_not_valid)),
        },
    ),
    Misconception(
        id="float_size",
        exercise="convolution",
        belief="A size comes out of a division, so it may be a float such as 26.0.",
        hints=Hints(
            symptom="Your function gave a float, such as 26.0 in place of 26.",
            idea="A size counts pixels, so it is a whole number, an int. No array can be 26.0 pixels high.",
            where="Which step of your calculation turns whole numbers into a float?",
        ),
        replicas={
            "output_size": (
                OutputSize(give=size.a_float),
                OutputSize(give=size.float_only_for("same")),
                OutputSize(give=size.float_only_for("valid")),
            )
        },
    ),
)
