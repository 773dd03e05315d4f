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
            symptom="At least one of your layers gives out negative numbers where it should not.",
            idea="Without ReLU between them, several layers can do no more than a single one: sums of "
            "sums are still sums.",
            where="In the function's text, three layers have ReLU. Do the same three have it in your "
            "network?",
        ),
        replicas={"build_model": tuple(BuildModel(activations=chosen) for chosen in _RELU_OR_NOT)},
    ),
    Misconception(
        id="linear_head",
        exercise="model",
        belief="The last layer needs no activation: plain numbers are good enough as answers.",
        hints=Hints(
            symptom="Your network's outputs are not probabilities: they can be negative, and they do "
            "not add up to 1.",
            idea="The last layer's sums are scores, one for each class. Softmax turns them into "
            "probabilities.",
            where="What does your last layer do with its sums before it gives them out?",
        ),
        replicas={"build_model": (BuildModel(head="linear"),)},
    ),
    Misconception(
        id="sigmoid_head",
        exercise="model",
        belief="Sigmoid is the right activation for the last layer, since it gives numbers between 0 and 1.",
        hints=Hints(
            symptom="Your network's outputs lie between 0 and 1, but for one image they do not add up to 1.",
            idea="Sigmoid judges each class on its own. An image shows only one digit, so the classes "
            "have to share one probability of 1 in all.",
            where="Compare the activation of your last layer with the one in the function's text.",
        ),
        replicas={"build_model": (BuildModel(head="sigmoid"),)},
    ),
    Misconception(
        id="same_in_network",
        exercise="model",
        belief="Convolutions add padding, so that maps stay as large as what came in.",
        hints=Hints(
            symptom="Your maps are larger than they should be: a convolution left height and width as "
            "they were.",
            idea="In this network nothing is added around an image: a kernel 3 wide fits at 26 places "
            "in a row of 28 pixels.",
            where="What do your convolutions say about padding? What happens when nothing is said?",
        ),
        replicas={"build_model": tuple(BuildModel(paddings=paddings) for paddings in _PADDED)},
        common=True,
    ),
    Misconception(
        id="filters_swapped",
        exercise="model",
        belief="The first convolution has more filters than the second.",
        hints=Hints(
            symptom="Your two convolutions give the right numbers of maps, but the other way round.",
            idea="The first layer finds a few simple things, such as edges. There are more ways to "
            "combine them, so the second has more filters.",
            where="Compare the numbers of filters in your two convolutions with the list in the "
            "function's text.",
        ),
        replicas={"build_model": (BuildModel(filters=(64, 32)),)},
        common=True,
    ),
    Misconception(
        id="average_pooling",
        exercise="model",
        belief="Pooling layers may take the mean of a window.",
        hints=Hints(
            symptom="Where only one value of a window is large, your network gives out a much smaller "
            "number after pooling.",
            idea="There are several kinds of pooling. In this network a window keeps its largest "
            "value, as in pooling.py.",
            where="Of which kind are your two pooling layers?",
        ),
        replicas={"build_model": tuple(BuildModel(poolings=kinds) for kinds in _AVERAGING)},
    ),
    Misconception(
        id="other_kernel",
        exercise="model",
        belief="The kernels may have another size than 3 x 3.",
        hints=Hints(
            symptom="At least one of your convolutions has more or fewer weights than it should have.",
            idea="A larger kernel sees more at once and needs more weights. In general its size is a "
            "free choice, but here it is given.",
            where="How large are the kernels of your two convolutions? Compare them with the list in "
            "the function's text.",
        ),
        replicas={"build_model": (BuildModel(kernels=_own_kernels),)},
        common=True,
    ),
    Misconception(
        id="other_window",
        exercise="model",
        belief="The pooling windows may have another size than 2 x 2.",
        hints=Hints(
            symptom="When your maps are pooled, they shrink by another factor than they should.",
            idea="Windows of 2 x 2 halve height and width. Larger windows throw away more of what was found.",
            where="How large are the windows of your two pooling layers?",
        ),
        replicas={"build_model": (BuildModel(windows=_own_windows),)},
    ),
    Misconception(
        id="overlapping_windows",
        exercise="model",
        belief="The pooling windows move by one pixel.",
        hints=Hints(
            symptom="Pooling hardly shrinks your maps: they lose one row and one column.",
            idea="In this network, pooling windows lie side by side and do not overlap, so height and "
            "width are halved.",
            where="By how many pixels do your pooling windows move? What happens when nothing is said "
            "about that?",
        ),
        replicas={
            "build_model": tuple(_moving_by_one(*numbers) for numbers in ((2, 4), (2,), (4,))),
        },
    ),
    Misconception(
        id="pooled_once_by_four",
        exercise="model",
        belief="One pooling by 4 does the same as two poolings by 2.",
        hints=Hints(
            symptom="Your maps shrink by 4 at once, and nothing is pooled after your second convolution.",
            idea="Between the two poolings, a convolution still sees where things are. After one "
            "pooling by 4, much of that is lost.",
            where="Compare your layers one by one with the list in the function's text.",
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
        belief="Taking the mean of each map (GlobalAveragePooling2D) does the same as Flatten.",
        hints=Hints(
            symptom="Only one number of each map reaches your dense layers: 64 in all, not 1600.",
            idea="A map's mean says that something was found, but not where. Flattening keeps every "
            "number and puts them all in one row.",
            where="How many numbers should your fifth layer give, and how many does it give?",
        ),
        replicas={"build_model": (BuildModel(flatten="GlobalAveragePooling2D"),)},
    ),
    Misconception(
        id="flatten_missing",
        exercise="model",
        belief="Dense layers take maps as they are.",
        hints=Hints(
            symptom="For one image, your network gives a whole grid of answers.",
            idea="A dense layer works along the last axis only. To look at all numbers together, it needs "
            "them in one row.",
            where="What stands between your last pooling layer and your first dense layer?",
        ),
        replicas={"build_model": (BuildModel(flatten=None),)},
    ),
    Misconception(
        id="dropout_added",
        exercise="model",
        belief="A good network needs Dropout somewhere.",
        hints=Hints(
            symptom="Your network has at least one layer that is not among the seven.",
            idea="Dropout can help large networks that learn their images by heart. This small "
            "network works without it.",
            where="Compare your layers one by one with the list in the function's text. Which one is "
            "not there?",
        ),
        replicas={"build_model": (BuildModel(arrange=_with_dropout),)},
    ),
    Misconception(
        id="dense_added",
        exercise="model",
        belief="One more dense layer before the last one makes the network better.",
        hints=Hints(
            symptom="Your network has more weights than it should have, in a layer that is not among "
            "the seven.",
            idea="More layers can learn more, but they need more images and more time. Here the "
            "number of layers is given.",
            where="How many dense layers does your network have, and how many are in the function's text?",
        ),
        replicas={"build_model": (BuildModel(arrange=_with_dense),)},
    ),
    Misconception(
        id="other_units",
        exercise="model",
        belief="The first dense layer may have another number of units than 128.",
        hints=Hints(
            symptom="Your first dense layer has more or fewer weights than it should have.",
            idea="In general, the number of units is a free choice. In this network it is given.",
            where="Compare the numbers of units in your dense layers with the list in the function's text.",
        ),
        replicas={"build_model": (BuildModel(units=_own_units),)},
        common=True,
    ),
    Misconception(
        id="activation_layers",
        exercise="model",
        belief="An activation is a layer of its own.",
        hints=Hints(
            symptom="Your network computes the right thing, but with more layers than it should have.",
            idea="An activation is what a layer does to its sums before it gives them out, so here it "
            "is a setting of that layer.",
            where="Which of your layers are nothing but an activation? Which layer could do that itself?",
        ),
        replicas={"build_model": (BuildModel(arrange=_with_activations),)},
    ),
)
