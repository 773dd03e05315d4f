"""What is believed of `prepare_images`, `accuracy` and `compile_model`, named without a judge."""

import inspect
from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from graders import network
from graders import test_training as hidden
from graders.compiling import note_compiled, note_learning
from graders.inputs import Array
from graders.misconceptions import CATALOGUE, accuracy, compile_model, prepare_images
from grading import keras_services
from grading.failures import CheckFailed, LearnerFailure, Raised
from grading.kept import Kept
from grading.learner import Observed
from grading.naming import name_beliefs
from grading.observations import Observation, Question, Refused, Returned
from grading.protocol import Handle
from solutions import training as solution

PHOTOS = hnp.arrays(np.uint8, hnp.array_shapes(min_dims=3, max_dims=3, max_side=6))


class FakeLearner:
    """Stands in for the learner's modules; what is called of `training` is given by name."""

    def __init__(self, **functions: Callable[..., Any]) -> None:
        self.seen: list[Observation] = []
        self.training = SimpleNamespace(**functions)

    def saw(self, function: str, aspect: str, outcome: Any, *settings: Any) -> None:
        self.seen.append(Observation(function, Question(settings, aspect=aspect), Returned(outcome)))


def raised(error: Exception) -> Raised:
    bases = tuple(kind.__name__ for kind in type(error).__mro__)
    return Raised(str(error), bases[0], bases)


def judged(function: str, learner: FakeLearner) -> dict[str, tuple[str, ...]]:
    """By failed test of a function, the beliefs that are named."""
    seen: dict[str, list[Observation]] = {}
    failed: dict[str, str] = {}
    for name in dir(hidden):
        test = getattr(hidden, name)
        if not name.startswith(f"test_{function}_") or "rng" not in inspect.signature(test).parameters:
            continue
        learner.seen = seen[name] = []
        try:
            test(learner, np.random.default_rng(1))
        except (CheckFailed, Raised):
            failed[name.removeprefix(f"test_{function}_")] = function
    by_name = {f"test_{function}_{name}": blamed for name, blamed in failed.items()}
    found = name_beliefs(CATALOGUE, seen, by_name)
    return {name: tuple(belief.id for belief in found.get(f"test_{function}_{name}", ())) for name in failed}


class Observable:
    """A function that may be called, and observed."""

    def __init__(self, function: Callable[[Array], Any], learner: FakeLearner) -> None:
        self._function = function
        self._learner = learner

    def observe(self, images: Array) -> Observed:
        before = images.copy()
        try:
            value = self._function(images)
        except Exception as error:
            refused = Refused(raised(error).bases)
            self._learner.seen.append(Observation("prepare_images", Question((before,)), refused))
            raise raised(error) from error
        changed = not np.array_equal(before, images)
        self._learner.seen.append(
            Observation("prepare_images", Question((before,)), Returned(value, changed))
        )
        return Observed(value, (images,))

    def __call__(self, images: Array) -> Any:
        return self.observe(images.copy()).value


def prepared(function: Callable[[Array], Any]) -> dict[str, tuple[str, ...]]:
    learner = FakeLearner()
    learner.training.prepare_images = Observable(function, learner)
    return judged("prepare_images", learner)


@given(PHOTOS)
def test_the_right_images_are_the_solutions(images: Array) -> None:
    right = solution.prepare_images(images)
    replica = prepare_images.RIGHT["prepare_images"]
    for value in (replica(images), replica.pixels(images).reshape(replica.shape(images))):
        assert value.shape == right.shape
        np.testing.assert_allclose(value, right, rtol=1e-5)
    assert replica(images).dtype == replica.number_type() == right.dtype


@given(PHOTOS)
def test_what_a_replica_of_prepare_images_says_is_what_it_gives(images: Array) -> None:
    for entry in prepare_images.ENTRIES:
        for replica in entry.replicas["prepare_images"]:
            given_images = images.copy()
            with np.errstate(all="ignore"):
                value = replica(given_images)
                np.testing.assert_allclose(value.ravel(), replica.pixels(images), rtol=1e-5, atol=1e-6)
                said = replica.argument(images)
            assert value.shape == replica.shape(images)
            assert value.dtype == replica.number_type()
            kept = "kept" if np.array_equal(given_images, images) else "changed"
            assert said == ("given back" if np.array_equal(value, images) else kept)


def _spoils(images: Array) -> Array:
    prepared_images = solution.prepare_images(images)
    images[...] = 0
    return prepared_images


PREPARED: dict[str, tuple[Callable[[Array], Any], dict[str, tuple[str, ...]]]] = {
    "solution": (solution.prepare_images, {}),
    "not scaled": (lambda x: x[..., None].astype("float32"), {"range": ("not_scaled",)}),
    "twice": (lambda x: (x[..., None] / 255 / 255).astype("float32"), {"range": ("scaled_twice",)}),
    "around 0": (
        lambda x: (x[..., None] / 127.5 - 1).astype("float32"),
        {"range": ("scaled_around_zero",)},
    ),
    "by the maximum of each": (
        lambda x: (x / x.max(axis=(1, 2), keepdims=True))[..., None].astype("float32"),
        {"range": ("scaled_by_maximum",)},
    ),
    "by 256": (lambda x: (x[..., None] / 256).astype("float32"), {"range": ("scaled_by_256",)}),
    "no channel": (lambda x: (x / 255).astype("float32"), {"shape": ("channel_axis_missing",)}),
    "channel first": (lambda x: (x[:, None] / 255).astype("float32"), {"shape": ("channel_axis_first",)}),
    "float64": (lambda x: x[..., None] / 255, {"dtype": ("float64_images",)}),
    "spoilt": (_spoils, {"argument": ("photos_changed",)}),
    "plainly divided": (
        lambda x: x / 255,
        {"dtype": ("float64_images",), "shape": ("channel_axis_missing",)},
    ),
    "given back": (
        lambda x: x.astype("float32"),
        {
            "range": ("not_scaled",),
            "shape": ("channel_axis_missing",),
            "argument": ("channel_axis_missing", "not_scaled"),
        },
    ),
    "inverted": (lambda x: 1 - solution.prepare_images(x), {"range": ()}),
    "in rows": (lambda x: (x.reshape(len(x), -1) / 255).astype("float32"), {"shape": ()}),
    "broken": (lambda _: 1 / 0, dict.fromkeys(("range", "dtype", "shape", "argument"), ())),
}


@pytest.mark.parametrize("way", PREPARED)
def test_each_test_of_images_names_what_it_looks_at(way: str) -> None:
    function, named = PREPARED[way]
    assert prepared(function) == named


Measure = Callable[[Array, Array], Any]


def measured(measure: Measure) -> dict[str, tuple[str, ...]]:
    """What is named of an `accuracy` that makes this of probabilities and labels."""

    def place_model(layers: list[dict[str, Any]], weights: list[Array], _: float) -> Callable[[Array], Array]:
        if len(layers) == len(network.LAYERS):
            return lambda images: network.run(weights, images).probabilities
        return lambda images: network.softmax(images.reshape(len(images), -1) @ weights[0] + weights[1])

    def asked(model: Callable[[Array], Array], images: Array, labels: Array) -> Any:
        try:
            return measure(model(images), labels)
        except Exception as error:
            raise raised(error) from error

    return judged("accuracy", FakeLearner(place_model=place_model, accuracy=asked))


def _right(p: Array, y: Array) -> float:
    return float((p.argmax(axis=1) == y).mean())


def _loss(p: Array, y: Array) -> float:
    return float(-np.log(p[np.arange(len(y)), y]).mean())


MEASURES: dict[str, tuple[str, Measure]] = {
    "percent": ("percent", lambda p, y: 100 * _right(p, y)),
    "percent, rounded": ("percent", lambda p, y: round(100 * _right(p, y), 1)),
    "count": ("count", lambda p, y: int((p.argmax(axis=1) == y).sum())),
    "mistakes": ("share_of_mistakes", lambda p, y: float((p.argmax(axis=1) != y).mean())),
    "other axis": ("wrong_axis", lambda p, y: float((p.argmax(axis=0) == y).mean())),
    "other axis, in pairs": (
        "wrong_axis",
        lambda p, y: sum(int(a == b) for a, b in zip(p.argmax(axis=0), y, strict=False)) / len(y),
    ),
    "other axis, in a loop": (
        "wrong_axis",
        lambda p, y: sum(int(p.argmax(axis=0)[i] == y[i]) for i in range(len(y))) / len(y),
    ),
    "1": ("constant", lambda *_: 1.0),
    "0.97": ("constant", lambda *_: 0.97),
    "loss": ("loss_for_accuracy", _loss),
    "sureness": ("confidence", lambda p, _: float(p.max(axis=1).mean())),
    "both": ("loss_and_accuracy", lambda p, y: [_loss(p, y), _right(p, y)]),
    "both, by name": ("loss_and_accuracy", lambda p, y: {"loss": _loss(p, y), "accuracy": _right(p, y)}),
    "nothing": ("", lambda *_: None),
    "one answer for all": ("", lambda p, y: float((p.argmax() == y).mean())),
    "broken": ("", lambda *_: 1 / 0),
    "how many there are": ("", lambda _, y: len(y)),
    "arrays": ("", lambda p, y: (p, y)),
}


def test_the_right_accuracy_loses_nothing() -> None:
    assert measured(_right) == {}


@pytest.mark.parametrize("way", MEASURES)
def test_a_wrong_accuracy_is_named(way: str) -> None:
    belief, measure = MEASURES[way]
    assert set(measured(measure).values()) == {(belief,) if belief else ()}


@given(st.integers(1, 30), st.integers(2, 12), st.randoms(use_true_random=False))
def test_the_right_share_is_the_solutions(images: int, classes: int, random: Any) -> None:
    rng = np.random.default_rng(random.randrange(2**32))
    probabilities, labels = (
        network.softmax(rng.normal(size=(images, classes))),
        rng.integers(0, classes, images),
    )
    model = SimpleNamespace(predict=lambda x, **_: x)
    share = solution.accuracy(model, probabilities, labels)
    assert accuracy.RIGHT["accuracy"].shares(((probabilities, labels),), share) == (share,)


def kept(model: keras.Model) -> Kept:
    """A model that answers as it does in a worker."""

    def use(service: str, _: Handle, *arguments: Any) -> Any:
        try:
            return keras_services.SERVICES[service](model, *arguments)
        except Exception as error:
            raise raised(error) from error

    return Kept(Handle(0, type(model).__name__), use)


def compiling(compiles: Callable[[keras.Model], Any]) -> FakeLearner:
    """A learner whose `compile_model` this is."""
    models: dict[Kept, keras.Model] = {}

    def place_model(layers: list[dict[str, Any]], weights: list[Array]) -> Kept:
        model = keras_services.place_model(layers, weights, None)
        models[one := kept(model)] = model
        return one

    def asked(model: Kept) -> Any:
        returned = compiles(models[model])
        return kept(returned) if isinstance(returned, keras.Model) else returned

    return FakeLearner(place_model=place_model, compile_model=asked)


def _a_copy(model: keras.Model) -> keras.Model:
    copy = keras.models.clone_model(model)
    solution.compile_model(copy)
    return copy


def _squared(y: Any, p: Any) -> Any:
    rows = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(y, (-1,)), "int32"), 10)
    return keras.ops.mean((rows - p) ** 2, axis=-1)


def with_loss(loss: Any, *metrics: str) -> Callable[[keras.Model], None]:
    return lambda model: model.compile("adam", loss, metrics=list(metrics))


SPARSE = "sparse_categorical_crossentropy"
BOTH = {"loss", "metric"}
COMPILED: dict[str, tuple[str, set[str], Callable[[keras.Model], Any]]] = {
    "solution": ("", set(), solution.compile_model),
    "rows": ("one_hot_loss", BOTH, with_loss("categorical_crossentropy", "accuracy")),
    "logits": (
        "from_logits",
        {"loss"},
        with_loss(keras.losses.SparseCategoricalCrossentropy(from_logits=True), "accuracy"),
    ),
    "squares": ("squared_error", BOTH, with_loss("mse", "accuracy")),
    "squares by hand": ("squared_error", {"loss"}, with_loss(_squared, "accuracy")),
    "yes or no": ("binary_loss", BOTH, with_loss("binary_crossentropy", "accuracy")),
    "no metric": ("metric_missing", {"metric"}, with_loss(SPARSE)),
    "its long name": (
        "metric_under_another_name",
        {"metric"},
        with_loss(SPARSE, "sparse_categorical_accuracy"),
    ),
    "a copy": ("copy_compiled", BOTH, _a_copy),
    "never": ("", BOTH, lambda model: model),
    "absolute errors": ("", BOTH, with_loss("mae", "accuracy")),
    "a metric that is none": ("", BOTH, with_loss(SPARSE, "acuracy")),
}


@pytest.mark.filterwarnings("ignore:.*from_logits:UserWarning")
@pytest.mark.parametrize("way", COMPILED)
def test_a_model_that_is_compiled_wrongly_is_named(way: str) -> None:
    belief, tests, compiles = COMPILED[way]
    found = judged("compile_model", compiling(compiles))
    assert found == dict.fromkeys(tests, (belief,) if belief else ())


def learning(start: float, end: float, failure: LearnerFailure) -> str:
    """What is noted of a failed training that took all weights from one number to another."""
    before = [np.full((3, 4), start, dtype=np.float32), np.full(4, start, dtype=np.float32)]
    after = [values * 0 + np.float32(end) for values in before]

    def use(service: str, *_: Any) -> Any:
        assert service == "weights"
        return after

    learner = FakeLearner()
    said = note_learning(learner, before, Kept(Handle(0, "Sequential"), use), failure)
    (observation,) = learner.seen
    assert observation.question.aspect == "learning"
    assert observation.outcome == Returned(said)
    return said


def test_a_training_that_hardly_moves_is_told_from_one_that_goes_astray() -> None:
    failed = CheckFailed("reached 10 %")
    assert learning(0.5, 0.501, failed) == "hardly moves"
    assert learning(0.5, 0.5, failed) == "hardly moves"
    assert learning(0.5, 0.8, failed) == "astray"
    assert learning(0.5, float("nan"), failed) == "astray"
    assert learning(0.5, 0.5, raised(ValueError())) == "error"


def test_whatever_a_model_answers_is_noted_without_a_failure() -> None:
    def use(*_: Any) -> Any:
        raise CheckFailed("no")

    learner, silent = FakeLearner(), Kept(Handle(0, "Sequential"), use)
    note_compiled(learner, silent, silent, np.random.default_rng(1))
    (observation,) = learner.seen
    assert observation.outcome == Returned("none")


def test_every_belief_of_compiling_differs_from_what_is_right() -> None:
    right = compile_model.RIGHT["compile_model"]
    rng = np.random.default_rng(1)
    outputs, labels = network.softmax(rng.normal(size=(10, 10))), rng.integers(0, 10, 10)
    questions: dict[str, tuple[Array, ...]] = {
        "compiles": (),
        "loss": (outputs, labels),
        "loss_of_numbers": (outputs, labels),
        "metrics": (),
        "learning": (),
    }
    for entry in compile_model.ENTRIES:
        for replica in entry.replicas["compile_model"]:
            with suppress(StopIteration):
                next(
                    aspect
                    for aspect, asked in questions.items()
                    if getattr(replica, aspect)(*asked) != getattr(right, aspect)(*asked)
                )
                continue
            pytest.fail(entry.id)
