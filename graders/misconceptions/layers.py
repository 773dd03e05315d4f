"""What is believed of the layers that `build_model` stacks."""

from dataclasses import replace
from itertools import product

from graders.blueprint import DROPOUTS, Chosen, Pair, Window
from graders.misconceptions.replica_of_build_model import BuildModel, Stack
from grading.misconceptions import Hints, Misconception

_RELU_LAYERS = {1: 1, 2: 1, 3: 3, 4: 3, 6: 6}
"""For the layers after which ReLU may come as a layer of its own, the one whose numbers it is for."""


def _own_kernels(own: Chosen) -> tuple[Pair, Pair]:
    first, second = (kernel or (3, 3) for kernel in own.kernels)
    return first, second


def _own_windows(own: Chosen) -> tuple[Window, Window]:
    usual = (2, 2), (2, 2)
    first, second = (window if window and window[0] != (2, 2) else usual for window in own.windows)
    return first, second


def _own_units(own: Chosen) -> int:
    units: int = own.units or 128
    return units


def _moving_by_one(*numbers: int) -> BuildModel:
    first, second = (((2, 2), (1, 1) if number in numbers else (2, 2)) for number in (2, 4))
    return BuildModel(windows=lambda own: (first, second))  # noqa: ARG005


def _one_by_four(own: Chosen) -> tuple[Window, None]:
    return ((4, 4), (4, 4)), None


def _with(layers: Stack, extra: Stack) -> Stack:
    """Put further layers after those whose numbers they have."""
    numbers = [number for number, _ in layers]
    stack: Stack = []
    for index, (number, layer) in enumerate(layers):
        stack.append((number, layer))
        if number not in numbers[index + 1 :]:
            stack += [one for one in extra if one[0] == number]
    return stack


def _with_dropout(layers: Stack, own: Chosen) -> Stack:
    return _with(layers, [(number, layer) for number, layer in own.extra if layer.type in DROPOUTS])


def _with_dense(layers: Stack, own: Chosen) -> Stack:
    return _with(
        layers, [(number, layer) for number, layer in own.extra if layer.type == "Dense" and number < 7]
    )


def _with_activations(layers: Stack, own: Chosen) -> Stack:
    extra: Stack = []
    bare: set[int] = set()
    for number, layer in own.extra:
        function = {"ReLU": "relu", "Softmax": "softmax", "Activation": layer.activation}.get(layer.type)
        if function == "relu" and number in _RELU_LAYERS:
            bare.add(_RELU_LAYERS[number])
        elif function == "softmax" and number == 7:
            bare.add(7)
        else:
            continue
        extra.append((number, layer))
    own_layers = [
        (number, replace(layer, activation="linear") if number in bare else layer) for number, layer in layers
    ]
    return _with(own_layers, extra)


_RELU_OR_NOT = [
    (first, second, hidden)
    for first, second, hidden in product(("relu", "linear"), repeat=3)
    if "linear" in (first, second, hidden)
]
_PADDED = [("same", "same"), ("same", "valid"), ("valid", "same")]
_AVERAGING = [
    ("AveragePooling2D", "AveragePooling2D"),
    ("MaxPooling2D", "AveragePooling2D"),
    ("AveragePooling2D", "MaxPooling2D"),
]

RIGHT: dict[str, BuildModel] = {}  # in build_model.py

ENTRIES = (
    Misconception(
        id="relu_missing",
        exercise="model",
        belief="A convolution or dense layer needs no activation.",
        hints=Hints(
            symptom="What one of your layers gives holds negative numbers.",
            idea="Without ReLU between them, several layers can do no more than a single one: sums of sums "
            "are sums.",
            where="Three layers end with ReLU. Which of yours say so? None does when nothing is said.",
        ),
        replicas={"build_model": tuple(BuildModel(activations=chosen) for chosen in _RELU_OR_NOT)},
    ),
    Misconception(
        id="linear_head",
        exercise="model",
        belief="The last layer gives plain numbers: it has no activation.",
        hints=Hints(
            symptom="What your network gives are no probabilities: some numbers are negative.",
            idea="The last layer's sums are scores for each class. Softmax makes shares of them that add up "
            "to 1.",
            where="What does your last layer do with its sums before they come out?",
        ),
        replicas={"build_model": (BuildModel(head="linear"),)},
    ),
    Misconception(
        id="sigmoid_head",
        exercise="model",
        belief="The last layer's activation is sigmoid.",
        hints=Hints(
            symptom="Your network's outputs lie between 0 and 1, but for one image they do not add up to 1.",
            idea="Sigmoid answers yes or no for each output alone. An image shows one digit, so all classes "
            "have to share one certainty.",
            where="Look at the activation of your last layer, and at what the lesson's table says there.",
        ),
        replicas={"build_model": (BuildModel(head="sigmoid"),)},
    ),
    Misconception(
        id="same_in_network",
        exercise="model",
        belief="Convolutions pad their images, so that maps are as large as what came in.",
        hints=Hints(
            symptom="Your maps are larger than the lesson's: a convolution leaves the size as it was.",
            idea="In this network nothing is put around an image: a 3x3 window has 26 places in 28 pixels.",
            where="What do your convolutions say of padding? What do they do when nothing is said?",
        ),
        replicas={"build_model": tuple(BuildModel(paddings=paddings) for paddings in _PADDED)},
        common=True,
    ),
    Misconception(
        id="filters_swapped",
        exercise="model",
        belief="The first convolution has more filters than the second.",
        hints=Hints(
            symptom="The maps of your two convolutions are as many as the lesson's, the other way round.",
            idea="The first layer finds a few simple things such as edges. There are more ways to put these "
            "together, so the second has more filters.",
            where="Compare the numbers of filters of your first and third layer with the lesson's table.",
        ),
        replicas={"build_model": (BuildModel(filters=(64, 32)),)},
        common=True,
    ),
    Misconception(
        id="average_pooling",
        exercise="model",
        belief="Pooling layers take the mean of a window.",
        hints=Hints(
            symptom="Where a pattern was found in one place of a window, your network remembers it weakly.",
            idea="There are several kinds of pooling. In this lesson a window keeps its largest value, as in "
            "pooling.py.",
            where="Which kind of pooling are your second and your fourth layer?",
        ),
        replicas={"build_model": tuple(BuildModel(poolings=kinds) for kinds in _AVERAGING)},
    ),
    Misconception(
        id="other_kernel",
        exercise="model",
        belief="The kernels are of another size than 3x3.",
        hints=Hints(
            symptom="A convolution of yours has other weights, and gives other sizes, than the lesson's.",
            idea="Larger windows see more at once and cost more weights. The lesson takes the smallest that "
            "has a middle.",
            where="How large are the windows of your two convolutions?",
        ),
        replicas={"build_model": (BuildModel(kernels=_own_kernels),)},
        common=True,
    ),
    Misconception(
        id="other_window",
        exercise="model",
        belief="The pooling windows are of another size than 2x2.",
        hints=Hints(
            symptom="Your maps shrink by another factor than the lesson's when they are pooled.",
            idea="Windows of 2x2 halve height and width, and throw away as little as pooling can.",
            where="How large are the windows of your pooling layers?",
        ),
        replicas={"build_model": (BuildModel(windows=_own_windows),)},
    ),
    Misconception(
        id="overlapping_windows",
        exercise="model",
        belief="The pooling windows move by one pixel.",
        hints=Hints(
            symptom="Pooling hardly shrinks your maps: they lose one row and one column.",
            idea="Pooling windows lie side by side, so each value is looked at once, and maps are halved.",
            where="By how many pixels do your pooling windows move? Did you have to say anything about that?",
        ),
        replicas={
            "build_model": tuple(_moving_by_one(*numbers) for numbers in ((2, 4), (2,), (4,))),
        },
    ),
    Misconception(
        id="pooled_once_by_four",
        exercise="model",
        belief="One pooling by 4 does what two by 2 do.",
        hints=Hints(
            symptom="Your second convolution looks at maps that are small already, and nothing is pooled "
            "after it.",
            idea="Between two poolings by 2 there is a convolution, which still sees where things are. "
            "Pooled by 4 at once, that is lost before.",
            where="Count your layers, and lay them beside the lesson's seven.",
        ),
        replicas={
            "build_model": tuple(
                BuildModel(windows=_one_by_four, paddings=paddings)
                for paddings in [*_PADDED, ("valid", "valid")]
            )
        },
    ),
    Misconception(
        id="global_pooling_for_flatten",
        exercise="model",
        belief="Taking the mean of each map (GlobalAveragePooling2D) does what Flatten does.",
        hints=Hints(
            symptom="Only one number of each map reaches your dense layers: 64 in all, not 1600.",
            idea="A map's mean says that something was found, not where. Flattening keeps every number and "
            "only puts them in a row.",
            where="How many numbers should come out of your fifth layer, and how many do?",
        ),
        replicas={"build_model": (BuildModel(flatten="GlobalAveragePooling2D"),)},
    ),
    Misconception(
        id="flatten_missing",
        exercise="model",
        belief="Dense layers take maps as they are.",
        hints=Hints(
            symptom="For one image your network gives a whole grid of answers.",
            idea="A dense layer works along the last axis only. To look at all numbers together, it needs "
            "them in one row.",
            where="What stands between your last pooling and your first dense layer?",
        ),
        replicas={"build_model": (BuildModel(flatten=None),)},
    ),
    Misconception(
        id="dropout_added",
        exercise="model",
        belief="A good network has Dropout somewhere.",
        hints=Hints(
            symptom="Your network has a layer that the lesson's has not.",
            idea="Dropout can help large networks that learn their images by heart. This small one does "
            "without it: exactly seven layers are asked for.",
            where="Lay your layers beside the lesson's seven. Which one is not among them?",
        ),
        replicas={"build_model": (BuildModel(arrange=_with_dropout),)},
    ),
    Misconception(
        id="dense_added",
        exercise="model",
        belief="One more dense layer before the last one makes the network better.",
        hints=Hints(
            symptom="Your network has more weights than the lesson's, in a layer that it does not have.",
            idea="More layers can learn more, but take more images and time as well. Exactly seven are asked "
            "for.",
            where="How many dense layers do you have? The lesson has one with ReLU and one with softmax.",
        ),
        replicas={"build_model": (BuildModel(arrange=_with_dense),)},
    ),
    Misconception(
        id="other_units",
        exercise="model",
        belief="The hidden dense layer may have another number of units than 128.",
        hints=Hints(
            symptom="Your network counts another number of weights, and the layer before the last is why.",
            idea="How many units a hidden layer has is a choice, and the lesson has made it.",
            where="Compare the numbers of units of your dense layers with the lesson's table.",
        ),
        replicas={"build_model": (BuildModel(units=_own_units),)},
        common=True,
    ),
    Misconception(
        id="activation_layers",
        exercise="model",
        belief="An activation is a layer of its own.",
        hints=Hints(
            symptom="Your network computes the right thing, with more layers than the lesson's.",
            idea="An activation is what a layer does to its sums before they come out. So it is a setting of "
            "that layer.",
            where="Which of your layers do nothing but an activation? The one before it can do that itself.",
        ),
        replicas={"build_model": (BuildModel(arrange=_with_activations),)},
    ),
)
