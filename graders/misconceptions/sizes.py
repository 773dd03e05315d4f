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
        belief="A kernel of size k can stand at n - k places in n pixels.",
        hints=Hints(
            symptom="One position is missing in each direction: the last one, "
            "at the lower and the right border.",
            idea="Count on your fingers: a kernel 2 wide fits at 3 places in a row of 4 pixels. "
            "And a kernel as large as the image fits once, not never.",
            where="Where does your code count the positions? Try it with 4 pixels and a kernel of 2.",
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
            symptom="A stride of 2 changes nothing about where your kernel stands.",
            idea="The stride says how far the kernel jumps. "
            "In a row of 7 pixels, a kernel 3 wide with stride 2 starts at pixels 0, 2 and 4.",
            where="Where do you go from one position to the next? The stride has to be in there, "
            "not only in the result's shape.",
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
        belief='The padding changes nothing: it is always like "valid".',
        hints=Hints(
            symptom='With padding "same" your result is as small as without.',
            idea='"same" adds zeros around the image, so that the kernel can stand at the border too '
            "and with stride 1 the result is as large as the image.",
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
        belief='With "same" padding, the stride plays no part: zeros are added, or the size is, '
        "as for a stride of 1.",
        hints=Hints(
            symptom='"same" is right with stride 1; with a larger stride it is not.',
            idea='"same" does not always mean "as large as before". '
            "With stride 2 there are half as many positions, "
            "and only as many zeros are added as the last of them needs.",
            where='Where do you work out sizes and zeros for "same"? The stride plays a part there.',
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
        belief="With a stride and no padding, a started stride at the end counts as a whole one.",
        hints=Hints(
            symptom="With a stride, your result is now and then one too large.",
            idea="Without padding the kernel never leaves the image: "
            "a last step that would lead over the border is not taken. "
            "A row of 6, a kernel of 3 and stride 2: starts at 0 and 2, and that is all.",
            where="Which way do you round where the stride does not divide evenly?",
        ),
        replicas={
            "output_size": (OutputSize(valid=size.rounded_up),),
            "conv_layer": (_both_ways(walks.started_strides_count),),
        },
    ),
    Misconception(
        id="same_rounded_down",
        exercise="convolution",
        belief='With "same" padding, a started stride at the end does not count.',
        hints=Hints(
            symptom='With padding "same" and a stride, your size is now and then one too small.',
            idea='"same" pads so that the pixels at the end count too: '
            "7 pixels with stride 2 give 4 values, at 0, 2, 4 and 6.",
            where='Which way do you round for "same"? It is not the way of "valid".',
        ),
        replicas={"output_size": (OutputSize(same=size.whole_strides),)},
    ),
    Misconception(
        id="half_kernel_around",
        exercise="convolution",
        belief='"same" puts zeros for half of the kernel, rounded down, on each side, '
        "whatever the stride and whether the kernel is odd or even.",
        hints=Hints(
            symptom='"same" is right with kernels of odd size and stride 1. '
            "With even kernels your maps are one too large, "
            "and with a stride the kernel stands elsewhere than it should.",
            idea="An even kernel needs an odd number of zeros in all: a kernel 2 wide needs one, "
            "none before and one after. And a stride may need fewer.",
            where="Where do you work out how many zeros come before and after? Try an even kernel, "
            "then a stride.",
        ),
        replicas={
            "output_size": (OutputSize(same=size.around_by_half),),
            "conv_layer": (_both_ways(walks.along(walks.half_a_kernel)),),
        },
    ),
    Misconception(
        id="size_not_checked",
        exercise="convolution",
        belief="A kernel that is larger than the image needs no check: that nothing comes out says it all.",
        hints=Hints(
            symptom="A kernel larger than the image gave a result instead of an error.",
            idea="Who gets an empty map or a size of 0 goes on with it, and wonders much later. "
            "An error at once says what is wrong, where it is wrong.",
            where="What does your function look at before it starts? It should compare the kernel with "
            "the image, down and across.",
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
        belief='A kernel must not be larger than the image, with padding "same" either.',
        hints=Hints(
            symptom='With padding "same", a large kernel gave an error instead of a result.',
            idea='"same" adds as many zeros as the kernel needs, so every kernel fits, '
            "even into a single pixel.",
            where="When does your function refuse a kernel? Is that the case with both paddings?",
        ),
        replicas={
            "output_size": (OutputSize(fits=size.always_has_to_fit),),
            "conv_layer": (ConvLayer(fits=layer.always_has_to_fit),),
        },
    ),
    Misconception(
        id="unknown_padding_accepted",
        exercise="convolution",
        belief='Every padding that is not "same" means "valid".',
        hints=Hints(
            symptom="A padding that does not exist gave a result instead of an error.",
            idea="A word with a typing error should not pass for another word: "
            'whoever wrote "smae" would never find out.',
            where="What happens in your function when the padding is neither of the two words?",
        ),
        replicas={
            "output_size": (OutputSize(know=size.valid_if_not_same), OutputSize(know=size.same_if_not_valid)),
            "conv_layer": (ConvLayer(know=size.valid_if_not_same), ConvLayer(know=size.same_if_not_valid)),
        },
    ),
    Misconception(
        id="float_size",
        exercise="convolution",
        belief="A size is what a division gives, so it is a float such as 26.0.",
        hints=Hints(
            symptom="Your size is a float, such as 26.0 in place of 26.",
            idea="A size counts pixels, so it is a whole number, an int. No array can be 26.0 pixels high.",
            where="Which step of your calculation makes a float? Dividing and rounding come in a "
            "whole-number kind too.",
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
