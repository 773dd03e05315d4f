"""What is believed of the windows of `max_pool`: where they lie, how large they are, what the border does."""

from graders.misconceptions import pool_walks as walks
from graders.misconceptions import replicas_of_max_pool as pooling
from graders.misconceptions.replicas_of_max_pool import MaxPool
from grading.misconceptions import Hints, Misconception, Replica

RIGHT: dict[str, Replica] = {}

_CHECKS = (walks.has_to_fit, walks.never_checked)
_LEFT_OVER = (walks.started_strides, walks.until_the_end)

ENTRIES = (
    Misconception(
        id="partial_windows_kept",
        exercise="pooling",
        belief="A window that the border cuts off still gives a value: the largest of what is in it.",
        hints=Hints(
            symptom="Where the window does not divide the image, your result has a row or a column too many.",
            idea="Only whole windows count: a row of 5 with window 2 gives 2 values, "
            "and the last pixel plays no part.",
            where="Where does your last window begin? Does it still lie wholly inside of the image?",
        ),
        replicas={
            "max_pool": tuple(MaxPool(starts=starts, fits=fits) for starts in _LEFT_OVER for fits in _CHECKS)
        },
        common=True,
    ),
    Misconception(
        id="zeros_added",
        exercise="pooling",
        belief="Rows and columns that do not fill a window are filled up with zeros, and give a value too.",
        hints=Hints(
            symptom="Where the window does not divide the image, "
            "your result has a row or a column too many, and added zeros play a part in it.",
            idea="Nothing is added here. A row of 5 with window 2 gives 2 values; "
            "and beside the values -3 and -1 an added 0 would be the largest.",
            where="Where does your code make the image larger, or round the number of windows up?",
        ),
        replicas={
            "max_pool": tuple(
                MaxPool(starts=starts, fits=fits, surround=pooling.zeros_after)
                for starts in (*_LEFT_OVER, walks.until_divided)
                for fits in _CHECKS
            )
        },
    ),
    Misconception(
        id="pool_stride_ignored",
        exercise="pooling",
        belief="Windows always lie side by side, whatever the stride.",
        hints=Hints(
            symptom="Whatever the stride, your windows lie side by side.",
            idea="The stride says how far the window moves. "
            "Smaller than the window, it makes windows overlap; larger, it leaves gaps.",
            where="Where do you go from one window to the next? Is it the stride that you go by?",
        ),
        replicas={"max_pool": (MaxPool(step=walks.always_as_wide), MaxPool(starts=walks.side_by_side))},
        common=True,
    ),
    Misconception(
        id="window_as_wide_as_stride",
        exercise="pooling",
        belief="A window is as large as the stride.",
        hints=Hints(
            symptom="With another stride, your windows change their size.",
            idea="Window and stride are two numbers: how much is looked at, and how far it goes on. "
            "A window of 3 with stride 1 looks at 3 pixels and moves by 1.",
            where="Where does a window end in your code: is that worked out from the window's size or "
            "from the stride?",
        ),
        replicas={
            "max_pool": (
                MaxPool(window=walks.window_of_stride),
                MaxPool(window=walks.window_of_stride, counted=walks.window_of_stride),
                MaxPool(
                    window=walks.window_of_stride,
                    counted=walks.window_of_stride,
                    fits=walks.pool_size_has_to_fit,
                ),
            )
        },
    ),
    Misconception(
        id="stride_of_one",
        exercise="pooling",
        belief="Where no stride is given, the window moves by one pixel.",
        hints=Hints(
            symptom="Where no stride is given, far too many values came out.",
            idea="Without a stride, windows lie side by side: the window moves by its own size. "
            "That is how pooling makes maps smaller.",
            where="What does your function do when the stride is None?",
        ),
        replicas={"max_pool": (MaxPool(step=walks.one_where_not_given),)},
    ),
    Misconception(
        id="reshape_must_divide",
        exercise="pooling",
        belief="A map can always be cut into windows without anything left over.",
        hints=Hints(
            symptom="Where the window does not divide the image, your function raised an error.",
            idea="Rows and columns that do not fill a window are dropped: "
            "a row of 5 with window 2 gives 2 values. That is no error.",
            where="Which line needs a size that can be divided? What could you leave away before it?",
        ),
        replicas={
            "max_pool": (
                MaxPool(divide=walks.must_divide),
                MaxPool(divide=walks.must_divide_by_default),
            )
        },
    ),
    Misconception(
        id="square_maps_only",
        exercise="pooling",
        belief="Maps are square: their height is their width too.",
        hints=Hints(
            symptom="With square maps your function may be right; with wide or tall ones it is not.",
            idea="Photos are seldom square. Height and width are two numbers, "
            "and each has a number of windows of its own.",
            where="Which of the two sizes does your code use twice?",
        ),
        replicas={
            "max_pool": (
                MaxPool(sides=walks.height_twice),
                MaxPool(sides=walks.width_twice),
                MaxPool(sides=walks.as_high_at_most),
                MaxPool(sides=walks.as_wide_at_most),
                MaxPool(sides=walks.height_twice, divide=walks.pixel_by_pixel(0)),
                MaxPool(sides=walks.width_twice, divide=walks.pixel_by_pixel(1)),
                MaxPool(sides=walks.height_twice, divide=walks.must_be_square(may_be_wider=True)),
                MaxPool(sides=walks.height_twice, divide=walks.must_be_square(may_be_wider=False)),
            )
        },
    ),
    Misconception(
        id="window_not_checked",
        exercise="pooling",
        belief="A window that is larger than the image needs no check: "
        "an empty result comes out all by itself.",
        hints=Hints(
            symptom="A window larger than the image gave a result instead of an error.",
            idea="Who gets an empty map goes on with it, and wonders much later. "
            "An error at once says what is wrong, where it is wrong.",
            where="What does your function look at before it starts? It should compare the window with "
            "height and width.",
        ),
        replicas={"max_pool": (MaxPool(fits=walks.never_checked),)},
    ),
)
