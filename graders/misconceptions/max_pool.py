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
        belief="The largest value so far begins at 0.",
        hints=Hints(
            symptom="Where all values of a window are negative, 0 came out, which is not even in the window.",
            idea="The largest of -3 and -1 is -1. Who begins with 0 has put a number into the game that "
            "was never there.",
            where="What does the largest value begin with in your code, before the first pixel is looked at?",
        ),
        replicas={"max_pool": (MaxPool(pick=pooling.at_least(0)),)},
        common=True,
    ),
    Misconception(
        id="low_start",
        exercise="pooling",
        belief="The largest value so far may begin at a number such as -1000, for nothing is smaller.",
        hints=Hints(
            symptom="Where all values of a window are far below zero, "
            "a number came out that is not in the window.",
            idea="However low you begin, some image is lower. "
            "One number of a window is always safe to begin with: one of its own.",
            where="What does the largest value begin with in your code? What if a whole window is below "
            "that?",
        ),
        replicas={"max_pool": tuple(MaxPool(pick=pooling.at_least(start)) for start in _LOW)},
    ),
    Misconception(
        id="mean_taken",
        exercise="pooling",
        belief="Pooling takes the mean of a window.",
        hints=Hints(
            symptom="Numbers came out that are not in the image: means of windows.",
            idea="That is average pooling. Max pooling asks whether a pattern was found anywhere in the "
            "window, and how strongly: it keeps the largest value.",
            where="What do you do with the values of one window?",
        ),
        replicas={"max_pool": (MaxPool(pick=pooling.mean),)},
    ),
    Misconception(
        id="minimum_taken",
        exercise="pooling",
        belief="Pooling takes the smallest value of a window.",
        hints=Hints(
            symptom="The smallest value of each window came out.",
            idea="A large value says that a pattern was found there, so the largest is the one to keep.",
            where="What do you do with the values of one window? And if you compare: which way round?",
        ),
        replicas={"max_pool": (MaxPool(pick=pooling.smallest),)},
    ),
    Misconception(
        id="absolute_maximum",
        exercise="pooling",
        belief="The largest value is the one that is farthest from zero.",
        hints=Hints(
            symptom="Where values are negative, the ones far below zero won.",
            idea="Larger means further up: -1 is larger than -5. "
            "A number far below zero says that the opposite of the pattern was found.",
            where="Does your code look at the sizes of numbers without their signs?",
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
            idea="A pattern counts wherever in the window it was found. "
            "So all values of a window are compared.",
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
            idea="A pattern counts wherever in the window it was found. "
            "So all values of a window are compared, and the largest is kept.",
            where="Does a value in your code replace the one before it even if it is smaller?",
        ),
        replicas={"max_pool": (MaxPool(pick=pooling.lower_right),)},
    ),
    Misconception(
        id="across_channels",
        exercise="pooling",
        belief="A window reaches through all channels: one maximum for all of them.",
        hints=Hints(
            symptom="Values of one channel appeared in another, or the channels became one.",
            idea="Each channel is a map that shows another pattern. "
            "It is pooled on its own: 3 channels in, 3 channels out.",
            where="Over which axes do you look for the largest value? The last one counts the channels.",
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
        belief="A window reaches through all images of the batch: one maximum for all of them.",
        hints=Hints(
            symptom="Values of one image appeared in another, or the images became one.",
            idea="A batch is a stack of images that have nothing to do with each other. "
            "Each is pooled on its own.",
            where="Over which axes do you look for the largest value? The first one counts the images.",
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
        belief="The function may use up the array that it was given.",
        hints=Hints(
            symptom="After the call, the array that your function was given is no longer what it was.",
            idea="Whoever calls a function may still need the array. "
            "A window cut out of an array is a view: who writes into the window writes into the image.",
            where="Which line sorts or writes into the images, "
            "or into a part of them? Let it work on something else.",
        ),
        replicas={"max_pool": (MaxPool(leave=pooling.used_up),)},
    ),
    Misconception(
        id="pooled_to_float",
        exercise="pooling",
        belief="The result is made of float64 numbers, whatever number type came in.",
        hints=Hints(
            symptom="The values are right, but they came out as another kind of number than went in.",
            idea="Pooling only picks values, it computes nothing. "
            "So each can stay the kind of number it was.",
            where="Where does your result get its number type? A new array has one of its own unless "
            "you say which.",
        ),
        replicas={
            "max_pool": (MaxPool(type_as=pooling.in_floats), MaxPool(type_as=pooling.whole_ones_in_floats))
        },
    ),
)
