"""What is believed of `max_pool`: of what comes out of a window, and of arrays."""

from graders.misconceptions import replicas_of_max_pool as pooling
from graders.misconceptions.replicas_of_max_pool import MaxPool
from grading.misconceptions import Hints, Misconception

RIGHT = {"max_pool": MaxPool()}

_LOW = (
    -1000,
    -999,
    -9999,
    -10_000,
    -99_999,
    -100_000,
    -999_999,
    -1e6,
    -1e9,
    -999_999_999,
    -(2**31),
    -100,
    -1,
)

ENTRIES = (
    Misconception(
        id="zero_start",
        exercise="pooling",
        belief="The search for the largest value can start at 0.",
        hints=Hints(
            symptom="Where all values of a window are negative, 0 came out, which is not in the window.",
            idea="The largest of -3 and -1 is -1. A 0 was never in that window, but it is larger than both.",
            where="What does your code compare the first pixel of a window with?",
        ),
        replicas={"max_pool": (MaxPool(pick=pooling.at_least(0)),)},
        common=True,
    ),
    Misconception(
        id="low_start",
        exercise="pooling",
        belief="A very low number, such as -1000, is a safe start in the search for the largest value.",
        hints=Hints(
            symptom="Where a whole window lies below a certain number, that number came out. It is "
            "not in the window.",
            idea="However low the start is, some image is lower. Only a number of the window itself "
            "can be its largest value.",
            where="What does your code compare the first pixel of a window with? What if the whole "
            "window is lower?",
        ),
        replicas={"max_pool": tuple(MaxPool(pick=pooling.at_least(start)) for start in _LOW)},
    ),
    Misconception(
        id="mean_taken",
        exercise="pooling",
        belief="Pooling takes the mean of a window.",
        hints=Hints(
            symptom="Your values are the means of the windows.",
            idea="That is average pooling. Max pooling asks how strongly a pattern was found anywhere "
            "in the window, so the largest value is kept.",
            where="What does your code make of the window 1, 3, 5, 2?",
        ),
        replicas={"max_pool": (MaxPool(pick=pooling.mean),)},
    ),
    Misconception(
        id="minimum_taken",
        exercise="pooling",
        belief="Pooling takes the smallest value of a window.",
        hints=Hints(
            symptom="The smallest value of each window came out.",
            idea="A large value says that a pattern was found there, so the largest one is kept.",
            where="What does your code make of the window 1, 3, 5, 2? If it compares numbers, look at "
            "the direction.",
        ),
        replicas={"max_pool": (MaxPool(pick=pooling.smallest),)},
    ),
    Misconception(
        id="absolute_maximum",
        exercise="pooling",
        belief="The largest value is the one that is farthest from zero.",
        hints=Hints(
            symptom="In windows with negative values, numbers far below 0 were taken for the largest.",
            idea="-1 is larger than -5, although -5 is farther from 0. A number far below 0 says that "
            "the opposite of the pattern was found.",
            where="Is there a step in your code in which numbers lose their sign?",
        ),
        replicas={
            "max_pool": (MaxPool(pick=pooling.farthest_from_zero), MaxPool(pick=pooling.largest_absolute))
        },
    ),
    Misconception(
        id="first_of_window",
        exercise="pooling",
        belief="A window's value is the one in its upper left corner.",
        hints=Hints(
            symptom="The value in the upper left corner of each window came out, not the largest.",
            idea="A pattern counts wherever in the window it was found, so all values of a window are "
            "compared.",
            where="How many values of a window does your code look at?",
        ),
        replicas={"max_pool": (MaxPool(pick=pooling.upper_left),)},
    ),
    Misconception(
        id="last_of_window",
        exercise="pooling",
        belief="A window's value is the one in its lower right corner.",
        hints=Hints(
            symptom="The value in the lower right corner of each window came out, not the largest.",
            idea="A pattern counts wherever in the window it was found, so all values of a window are "
            "compared.",
            where="When does a value of the window replace the one before it in your code?",
        ),
        replicas={"max_pool": (MaxPool(pick=pooling.lower_right),)},
    ),
    Misconception(
        id="across_channels",
        exercise="pooling",
        belief="A window reaches through all channels and has one largest value for all of them.",
        hints=Hints(
            symptom="Values of one channel appeared in another, or the channels became one.",
            idea="Each channel is a map that shows another pattern, and is pooled on its own: 3 "
            "channels in, 3 channels out.",
            where="Over which axes does your code look for the largest value? The last one counts the "
            "channels.",
        ),
        replicas={
            "max_pool": (
                MaxPool(pick=pooling.over(1)),
                MaxPool(pick=pooling.over(1), give=pooling.one_channel),
                MaxPool(pick=pooling.over(1), give=pooling.no_channel_axis),
            )
        },
    ),
    Misconception(
        id="across_batch",
        exercise="pooling",
        belief="A window reaches through all images of the batch and has one largest value for all of them.",
        hints=Hints(
            symptom="Values of one image appeared in another, or the images became one.",
            idea="The images of a batch have nothing to do with each other, and each is pooled on its "
            "own: 8 images in, 8 images out.",
            where="Over which axes does your code look for the largest value? The first one counts "
            "the images.",
        ),
        replicas={
            "max_pool": (
                MaxPool(pick=pooling.over(0)),
                MaxPool(pick=pooling.over(0), give=pooling.one_image),
                MaxPool(pick=pooling.over(0), give=pooling.no_batch_axis),
            )
        },
    ),
    Misconception(
        id="pooled_in_place",
        exercise="pooling",
        belief="It does no harm to change the array that the function was given.",
        hints=Hints(
            symptom="After the call, the array that your function was given is no longer what it was.",
            idea="The caller may still need the array. A window cut out of it is a view: what is "
            "written into the window is written into the image.",
            where="Which line sorts, fills or changes the images, or a part of them?",
        ),
        replicas={"max_pool": (MaxPool(leave=pooling.used_up),)},
    ),
    Misconception(
        id="pooled_to_float",
        exercise="pooling",
        belief="The result may be float64, whatever dtype the images had.",
        hints=Hints(
            symptom="The values are right, but their dtype is not that of the images.",
            idea="Pooling only picks values and computes no new ones, so the dtype can stay as it was.",
            where="Where does your result get its dtype? A new array has one of its own.",
        ),
        replicas={
            "max_pool": (MaxPool(type_as=pooling.in_floats), MaxPool(type_as=pooling.whole_ones_in_floats))
        },
    ),
)
