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
            symptom="Where the windows do not fill the image exactly, your result has rows or columns "
            "too many.",
            idea="Only whole windows count: a row of 5 with window 2 gives 2 values, "
            "and the last pixel plays no part.",
            where="Where does your last window begin? Does it lie wholly inside of the image?",
        ),
        replicas={
            "max_pool": tuple(MaxPool(starts=starts, fits=fits) for starts in _LEFT_OVER for fits in _CHECKS)
        },
        common=True,
    ),
    Misconception(
        id="zeros_added",
        exercise="pooling",
        belief="Rows and columns that do not fill a window are filled up with zeros.",
        hints=Hints(
            symptom="Where the windows do not fill the image exactly, your result has rows or columns "
            "too many, with added zeros in their windows.",
            idea="Nothing is added at the border: a row of 5 with window 2 gives 2 values. Beside -3 "
            "and -1, an added 0 would be the largest.",
            where="Where does your code make the image larger, or count more windows than fit?",
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
            symptom="Another stride changes nothing about where your windows lie.",
            idea="The stride says how far the window moves. If it is smaller than the window, windows "
            "overlap; if it is larger, there are gaps.",
            where="How does your code get from one window to the next? Which number does it move by?",
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
            idea="The window says how much is looked at, the stride how far it moves. A window of 3 "
            "with stride 1 looks at 3 pixels and moves by 1.",
            where="Where does a window end in your code? Which number decides that?",
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
            symptom="Without a stride, your result has far too many values.",
            idea="Without a stride, windows lie side by side: each begins where the one before it "
            "ends. That is how pooling makes maps smaller.",
            where="What does your function do when the stride is None?",
        ),
        replicas={"max_pool": (MaxPool(step=walks.one_where_not_given),)},
    ),
    Misconception(
        id="reshape_must_divide",
        exercise="pooling",
        belief="A map can always be cut into windows without anything left over.",
        hints=Hints(
            symptom="Where the windows do not fill the image exactly, your function raised an error.",
            idea="Rows and columns that do not fill a window are dropped, without an error: a row of "
            "5 with window 2 gives 2 values.",
            where="Which line works only if the size divides evenly? What has to happen to the "
            "leftover pixels before it?",
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
        belief="Maps are square, so one number says how high and how wide they are.",
        hints=Hints(
            symptom="With square maps your function may be right. With wide or tall ones it is not.",
            idea="Photos are seldom square. Height and width are two numbers, and each decides how "
            "many windows fit in its direction.",
            where="Which of the two sizes does your code use for both directions?",
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
        belief="A window that is larger than the image needs no check: the result will show it.",
        hints=Hints(
            symptom="A window larger than the image gave a result instead of an error.",
            idea="An empty map causes trouble much later, far from its cause. An error at once says "
            "what is wrong.",
            where="What does your function compare before it starts? A window can be too high for an "
            "image, or too wide.",
        ),
        replicas={"max_pool": (MaxPool(fits=walks.never_checked),)},
    ),
)
