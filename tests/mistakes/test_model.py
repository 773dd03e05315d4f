"""What is believed of the counts and of `build_model`; Keras builds the models here, without a judge."""

import inspect
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders import test_model as hidden
from graders.blueprint import Chosen, chosen, told, working
from graders.misconceptions import CATALOGUE, build_model, counts, layers
from graders.misconceptions.replica_of_build_model import BuildModel
from graders.stack import places
from grading import keras_services
from grading.failures import CheckFailed, LearnerFailure, Raised
from grading.kept import Kept
from grading.naming import name_beliefs
from grading.observations import Observation, Question, Returned
from grading.protocol import Handle
from solutions import model as solution

TESTS = {
    name.removeprefix("test_"): getattr(hidden, name)
    for name in dir(hidden)
    if name.startswith("test_build_model_")
}
SIZES = st.integers(1, 500)


@given(SIZES, SIZES, SIZES)
def test_the_right_counts_are_the_solutions(size: int, channels: int, filters: int) -> None:
    conv, of_dense = counts.ConvParameters(), counts.DenseParameters()
    assert {"conv_parameters": conv, "dense_parameters": of_dense} == counts.RIGHT
    assert conv(size, channels, filters) == solution.conv_parameters(size, channels, filters)
    assert of_dense(size, filters) == solution.dense_parameters(size, filters)


@pytest.mark.parametrize("entry", counts.ENTRIES, ids=lambda entry: entry.id)
def test_every_belief_counts_otherwise(entry: Any) -> None:
    for name, replicas in entry.replicas.items():
        arguments = (3, 5, 7) if name == "conv_parameters" else (3, 5)
        assert all(replica(*arguments) != getattr(solution, name)(*arguments) for replica in replicas)


def kept(model: keras.Model) -> Kept:
    """A model that answers as it does in a worker."""

    def use(service: str, _: Handle, *arguments: Any) -> Any:
        try:
            return keras_services.SERVICES[service](model, *arguments)
        except Exception as error:
            raise raised(error) from error

    return Kept(Handle(0, type(model).__name__), use)


def raised(error: Exception) -> Raised:
    bases = tuple(kind.__name__ for kind in type(error).__mro__)
    return Raised(str(error), bases[0], bases)


class FakeLearner:
    """Stands in for the learner's modules, of which only `build_model` is asked for."""

    def __init__(self, build: Callable[..., keras.Model]) -> None:
        self.seen: list[Observation] = []
        self.model = SimpleNamespace(build_model=self._built)
        self._build = build

    def _built(self, *arguments: Any, **keywords: Any) -> Kept:
        try:
            return kept(self._build(*arguments, **keywords))
        except Exception as error:
            raise raised(error) from error

    def saw(self, function: str, aspect: str, outcome: Any, *settings: Any) -> None:
        self.seen.append(Observation(function, Question(settings, aspect=aspect), Returned(outcome)))


Layer = tuple[str, dict[str, Any]]


def conv(filters: int, size: int = 3, **more: Any) -> Layer:
    return "Conv2D", {"filters": filters, "kernel_size": size, "activation": "relu", **more}


def pool(size: int = 2, **more: Any) -> Layer:
    return "MaxPooling2D", {"pool_size": size, **more}


def dense(units: int | None, activation: str | None = "relu") -> Layer:
    return "Dense", {"units": units, "activation": activation}


FLATTEN: Layer = ("Flatten", {})
HALF: Layer = ("Dropout", {"rate": 0.5})
C1, P, C2, D, HEAD = conv(32), pool(), conv(64), dense(128), dense(None, "softmax")
RIGHT = (C1, P, C2, P, FLATTEN, D, HEAD)


def builder(
    stack: Sequence[Layer],
    shape: tuple[int, ...] | None = None,
    classes: int | None = None,
    compiled: bool = False,
    known: bool = True,
) -> Callable[..., keras.Model]:
    """A function like `build_model`.

    Args:
        stack: the layers; whose units are None has one for each class.
        shape: of the images, where it is always the same.
        classes: how many, where there are always as many.
        compiled: whether the model is compiled.
        known: whether the model is told the shape of its images.
    """

    def build(input_shape: tuple[int, ...] = (28, 28, 1), num_classes: int = 10) -> keras.Model:
        model = keras.Sequential([keras.Input(shape or input_shape)] if known else [])
        for kind, settings in stack:
            units = {"units": classes or num_classes} if settings.get("units", 1) is None else {}
            model.add(getattr(keras.layers, kind)(**{**settings, **units}))
        if compiled:
            model.compile("sgd", "sparse_categorical_crossentropy")
        return model

    return build


def padded(*filters: int) -> list[Layer]:
    return [conv(number, padding="same") for number in filters]


S1, S2 = padded(32, 64)
MEAN: Layer = ("AveragePooling2D", {"pool_size": 2})
BARE = (("Conv2D", {"filters": 32, "kernel_size": 3}), ("Conv2D", {"filters": 64, "kernel_size": 3}))
RELU: Layer = ("ReLU", {})
STACKS: dict[str, tuple[Layer, ...]] = {
    "relu_missing: convolutions": (BARE[0], P, BARE[1], P, FLATTEN, D, HEAD),
    "relu_missing: dense": (*RIGHT[:5], dense(128, None), HEAD),
    "linear_head": (*RIGHT[:6], dense(None, None)),
    "sigmoid_head": (*RIGHT[:6], dense(None, "sigmoid")),
    "same_in_network: both": (S1, P, S2, P, *RIGHT[4:]),
    "same_in_network: first": (S1, *RIGHT[1:]),
    "filters_swapped": (conv(64), P, conv(32), *RIGHT[3:]),
    "average_pooling: both": (C1, MEAN, C2, MEAN, *RIGHT[4:]),
    "average_pooling: second": (*RIGHT[:3], MEAN, *RIGHT[4:]),
    "other_kernel: 5": (conv(32, 5), P, conv(64, 5), *RIGHT[3:]),
    "other_kernel: 2, 4": (conv(32, 2), P, conv(64, 4), *RIGHT[3:]),
    "other_window: 3": (C1, pool(3), C2, pool(3), *RIGHT[4:]),
    "other_window: 3, half as far": (C1, pool(3, strides=2), C2, pool(3, strides=2), *RIGHT[4:]),
    "overlapping_windows": (C1, pool(strides=1), C2, pool(strides=1), *RIGHT[4:]),
    "pooled_once_by_four": (S1, pool(4), C2, *RIGHT[4:]),
    "pooled_once_by_four: both padded": (S1, pool(4), S2, *RIGHT[4:]),
    "global_pooling_for_flatten": (*RIGHT[:4], ("GlobalAveragePooling2D", {}), *RIGHT[5:]),
    "flatten_missing": (*RIGHT[:4], *RIGHT[5:]),
    "dropout_added: one": (*RIGHT[:6], HALF, HEAD),
    "dropout_added: three": (C1, P, HALF, C2, P, HALF, FLATTEN, D, HALF, HEAD),
    "dense_added: after": (*RIGHT[:6], dense(64), HEAD),
    "dense_added: before": (*RIGHT[:5], dense(200), D, HEAD),
    "other_units": (*RIGHT[:5], dense(100), HEAD),
    "activation_layers": (BARE[0], RELU, P, C2, P, FLATTEN, D, dense(None, None), ("Softmax", {})),
}
WAYS = {name: builder(stack) for name, stack in STACKS.items()} | {
    "compiled_inside": builder(RIGHT, compiled=True),
    "input_shape_fixed": builder(RIGHT, shape=(28, 28, 1)),
    "classes_fixed": builder([*RIGHT[:6], dense(10, "softmax")]),
    "input_left_open": builder(RIGHT, known=False),
}
UNKNOWN = {
    "tanh": builder([*RIGHT[:5], dense(128, "tanh"), HEAD]),
    "no layers": builder([]),
    "fewer": builder([FLATTEN, HEAD]),
    "scaled inside": builder([("Rescaling", {"scale": 0.01}), *RIGHT]),
    "strides for pooling": builder([conv(32, strides=2), *RIGHT[2:]]),
}


def judged(build: Callable[..., keras.Model]) -> dict[str, tuple[str, ...]]:
    """By failed test, the beliefs that are named."""
    learner = FakeLearner(build)
    model = learner.model.build_model()
    usual_shapes, facts = hidden.shapes(model), model.facts()
    beside = places(facts.layers)
    own = chosen(beside)
    fixtures = {
        "learner": learner,
        "model": model,
        "facts": facts,
        "usual_shapes": usual_shapes,
        "layers": beside,
        "beside": beside,
        "own": own,
        "maker": hidden.Maker(learner, usual_shapes, own),
        "rng": np.random.default_rng(1),
        "is_faultless": lambda _: False,
    }
    seen: dict[str, list[Observation]] = {}
    failed: dict[str, str] = {}
    for name, test in TESTS.items():
        learner.seen = seen[name] = []
        try:
            test(**{argument: fixtures[argument] for argument in inspect.signature(test).parameters})
        except (CheckFailed, Raised):
            failed[name] = "build_model"
    found = name_beliefs(CATALOGUE, seen, failed)
    return {name: tuple(belief.id for belief in found.get(name, ())) for name in failed}


def test_a_right_model_loses_nothing() -> None:
    assert judged(builder(RIGHT)) == {}


@pytest.mark.parametrize("way", WAYS)
def test_each_test_that_a_wrong_model_loses_names_its_belief(way: str) -> None:
    found = judged(WAYS[way])
    assert found
    assert set(found.values()) == {(way.partition(":")[0],)}


@pytest.mark.parametrize("way", UNKNOWN)
def test_a_model_that_is_wrong_in_another_way_gets_no_name(way: str) -> None:
    found = judged(UNKNOWN[way])
    assert found
    assert set(found.values()) == {()}


def test_each_of_two_beliefs_is_named_where_it_shows() -> None:
    found = judged(builder([conv(64), MEAN, conv(32), P, FLATTEN, D, HALF, HEAD]))
    assert found["build_model_layer_1_conv2d"] == ("filters_swapped",)
    assert found["build_model_layer_2_max_pooling"] == ("average_pooling",)
    assert found["build_model_layer_6_dense"] == ("dropout_added",)
    assert found["build_model_parameters"] == ("filters_swapped",)


def test_windows_that_small_images_do_not_hold_are_named_as_well() -> None:
    found = judged(builder([C1, pool(4), C2, pool(4), *RIGHT[4:]]))
    assert found["build_model_image_sizes"] == ("other_window",)


@pytest.mark.parametrize("way", ["", *STACKS])
def test_what_is_imagined_is_what_keras_builds(way: str) -> None:
    model = kept(builder(STACKS.get(way, RIGHT))())
    facts = model.facts()
    beside = places(facts.layers)
    own = chosen(beside)
    known = [replica for entry in layers.ENTRIES for replica in entry.replicas["build_model"]]
    numbers = range(1, 8)
    told_of_it = [told(beside, number) for number in numbers]
    fitting = [
        replica
        for replica in [BuildModel(), *known]
        if [replica.layer(number, own) for number in numbers] == told_of_it
    ]
    assert fitting
    for replica in fitting:
        assert replica.parameters(own) == facts.parameters
        assert list(replica.weight_shapes((28, 28, 1), 10, own)) == hidden.shapes(model)
        for number, place in enumerate(beside, 1):
            shape = "nothing" if place.found is None else place.found.output_shape
            assert replica.layer_shape(number, own) == shape
            assert replica.working_layer(number, own) == told(working(beside), number)
        given = model.predictions(np.zeros((2, 28, 28, 1), dtype=np.float32))
        assert replica.outputs(own) == (given.ndim, bool(np.allclose(given.sum(axis=-1), 1, atol=1e-4)))


def test_nothing_is_built_of_images_that_are_too_small() -> None:
    for side in range(1, 14):
        try:
            builder(RIGHT)((side, 14, 1))
            found = "a model"
        except ValueError as error:
            found = type(error).__name__
        assert BuildModel().builds((side, 14, 1), 10, Chosen()) == found


def test_a_model_that_tells_nothing_has_chosen_nothing() -> None:
    def use(*_: Any) -> Any:
        raise CheckFailed("no")

    with pytest.raises(LearnerFailure):
        Kept(Handle(0, "Sequential"), use).facts()
    right = build_model.RIGHT["build_model"]
    for entry in layers.ENTRIES:
        for replica in entry.replicas["build_model"]:
            replica.parameters(Chosen())
    assert right.parameters(Chosen()) == 225_034
