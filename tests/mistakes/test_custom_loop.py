"""What is believed of `train_step` and `fit_by_hand`, named from loops in NumPy: no Keras, no judge."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from graders import network, pixels
from graders import test_bonus as hidden
from graders.gradients import gradients
from graders.inputs import Array
from graders.misconceptions import CATALOGUE
from graders.misconceptions.custom_loop import ENTRIES, RIGHT
from grading.failures import CheckFailed
from grading.learner import Learner
from grading.naming import name_beliefs
from grading.observations import Observation
from grading.protocol import Foreign
from helpers import data

STEP_TESTS = {name: test for name, test in vars(hidden).items() if name.startswith("test_train_step_")}
FIT_TESTS = {name: test for name, test in vars(hidden).items() if name.startswith("test_fit_by_hand_")}
TENSOR = Foreign("EagerTensor")
Weights = list[Array]
Move = Callable[[Weights, Weights, float], Weights]


class Model:
    def __init__(self, layers: Any, weights: Weights, _rate: float | None = None) -> None:
        # Where a layer is not to be trained, it is the first Dense one.
        self.frozen = range(4, 6) if any(layer.get("trainable") is False for layer in layers) else ()
        self.values = [values.copy() for values in weights]

    def weights(self) -> Weights:
        return [values.astype(np.float32) for values in self.values]

    def loss(self, images: Array, labels: Array) -> float:
        return float(self.losses(images, labels).mean())

    def losses(self, images: Array, labels: Array) -> Array:
        if labels.ndim == 2:
            of_rows: Array = -(labels * np.log(network.run(self.values, images).probabilities)).sum(axis=1)
            return of_rows
        if len(self.values) == 2:
            return pixels.losses(self.values, images, labels)
        return network.cross_entropy(network.run(self.values, images).probabilities, labels)

    def gradients(self, images: Array, labels: Array) -> Weights:
        if len(self.values) > 2:
            return gradients(self.values, images, labels)
        flat = images.reshape(len(images), -1)
        errors = network.softmax(flat @ self.values[0] + self.values[1])
        errors[np.arange(len(labels)), labels] -= 1
        return [flat.T @ errors / len(images), errors.mean(axis=0)]


def sgd(model: Model, slopes: Weights, rate: float) -> None:
    model.values = [values - rate * slope for values, slope in zip(model.values, slopes, strict=True)]


def signs(model: Model, slopes: Weights, rate: float) -> None:
    """Roughly Adam's first step."""
    sgd(model, [slope / (np.abs(slope) + 1e-7) for slope in slopes], rate)


@dataclass(frozen=True)
class Step:
    """A `train_step` as somebody may write it."""

    move: Callable[[Model, Weights, float], None] = sgd
    rate: float | None = None
    factor: float = 1
    gives: Callable[[float, int], Any] = lambda loss, _: loss
    asks_own: bool = False
    times_images: bool = False

    def __call__(self, model: Model, rate: float, is_sum: bool, images: Array, labels: Array) -> Any:
        loss = model.loss(images, labels) * (len(labels) if is_sum and not self.asks_own else 1)
        factor = self.factor * (len(labels) if self.times_images else 1)
        if factor:
            found = enumerate(model.gradients(images, labels if labels.ndim == 1 else labels.argmax(axis=1)))
            slopes = [0 * slope if index in model.frozen else factor * slope for index, slope in found]
            if rate:
                self.move(model, slopes, self.rate or rate)
            else:
                signs(model, slopes, 0.001)
        return self.gives(loss, len(labels))


def mean(losses: list[float], _: list[int]) -> Any:
    return float(np.mean(losses)) if losses else float("nan")


@dataclass(frozen=True)
class Fit:
    """A `fit_by_hand` as somebody may write it."""

    epochs: int | None = None
    batch_size: int | None = None
    order: str = "new"
    labels_follow: bool = True
    last_batch: str = "learned"
    summary: Callable[[list[float], list[int]], Any] = mean
    is_noise: bool = False
    factor: float = 1
    rate: float | None = None
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(5))

    def __call__(
        self,
        model: Model,
        images: Array,
        labels: Array,
        epochs: int = 1,
        batch_size: int = 32,
        learning_rate: float = 1e-3,
    ) -> Any:
        size, rng = self.batch_size or batch_size, self.rng
        if self.last_batch == "cut off":
            images, labels = images[: len(images) // size * size], labels[: len(labels) // size * size]
        order = rng.permutation(len(images)) if self.order == "once" else np.arange(len(images))
        told = []
        for _ in range(self.epochs or epochs):
            if self.order == "new":
                order = rng.permutation(len(images))
            losses, counts = [], []
            for start in range(0, len(images), size):
                batch = order[start : start + size]
                if self.last_batch == "dropped" and len(batch) < size:
                    continue
                if self.last_batch == "never" and start + size >= len(images):
                    continue
                shown = labels[batch] if self.labels_follow else labels[start : start + size]
                losses.append(model.loss(images[batch], shown))
                counts.append(len(batch))
                if self.factor:
                    slopes = [self.factor * slope for slope in model.gradients(images[batch], shown)]
                    # Adam's steps on pixels, so that a batch's size does not decide how far they move.
                    move = signs if len(slopes) == 2 else sgd
                    move(model, slopes, self.rate or learning_rate)
            told.append(self.summary(losses, counts))
        if self.is_noise:
            model.values = [values + rng.normal(size=values.shape) for values in model.values]
        return told


class FakeLearner:
    """Stands in for `grading.learner.Learner`."""

    def __init__(self, step: Step, fit: Fit) -> None:
        self.seen: list[Observation] = []
        self.saw = partial(Learner.saw, self)  # type: ignore[arg-type]
        self.custom_loop = SimpleNamespace(
            place_model=Model,
            place_optimizer=lambda rate: rate,
            place_loss=lambda is_sum=False, **_: is_sum,
            train_step=step,
            fit_by_hand=fit,
        )


def named(function: str, step: Step, fit: Fit) -> dict[str, tuple[str, ...]]:
    """By failed test, the beliefs that are named."""
    seen, failed = {}, {}
    for name, test in (STEP_TESTS if function == "train_step" else FIT_TESTS).items():
        learner = FakeLearner(step, fit)
        arguments = {}
        if name.endswith("_learns"):
            # It takes seconds, and can only fail where the steps or the labels are wrong.
            if fit.factor == 1 and fit.labels_follow:
                continue
            arguments = {"dataset": data.read(data.locate("digits"))}
        try:
            test(learner, np.random.default_rng(1), **arguments)
        except CheckFailed:
            failed[name] = function
        seen[name] = learner.seen
    found = name_beliefs(CATALOGUE, seen, failed)
    return {name: tuple(belief.id for belief in found.get(name, ())) for name in failed}


STEPS: dict[str, tuple[str, Step]] = {
    "no step": ("no_gradient_step", Step(factor=0)),
    "along the gradient": ("uphill", Step(factor=-1)),
    "the loss turned round": ("uphill", Step(factor=-1, gives=lambda loss, _: -loss)),
    "a rate of its own": ("own_optimizer", Step(rate=0.01)),
    "Adam": ("own_optimizer", Step(move=signs, rate=0.001)),
    "a mean of its own": ("own_loss", Step(asks_own=True)),
    "a tensor": ("tensor_returned", Step(gives=lambda *_: TENSOR)),
    "a sum": ("sum_for_mean", Step(gives=lambda loss, images: loss * images)),
    "a sum, also in the step": (
        "sum_for_mean",
        Step(gives=lambda loss, images: loss * images, times_images=True),
    ),
}
FITS: dict[str, tuple[str, Fit]] = {
    "no step": ("no_gradient_step", Fit(factor=0)),
    "along the gradient": ("uphill", Fit(factor=-1)),
    "tensors": ("tensor_returned", Fit(summary=lambda *_: TENSOR)),
    "a sum over batches": ("sum_for_mean", Fit(summary=lambda losses, _: float(np.sum(losses)))),
    "a sum over images": ("sum_for_mean", Fit(summary=lambda losses, counts: float(np.dot(losses, counts)))),
    "full batches": ("last_batch_left_out", Fit(last_batch="dropped")),
    "no last batch at all": ("last_batch_left_out", Fit(last_batch="never")),
    "images cut off": ("last_batch_left_out", Fit(last_batch="cut off")),
    "full batches, divided by all": (
        "last_batch_left_out",
        Fit(
            last_batch="dropped",
            summary=lambda losses, counts: sum(losses) / (len(losses) + (counts == [4] * 3)),
        ),
    ),
    "the given order": ("unshuffled_by_hand", Fit(order="given")),
    "one order": ("shuffled_once", Fit(order="once")),
    "images alone": ("labels_left_behind", Fit(labels_follow=False)),
    "images alone, once": ("labels_left_behind", Fit(labels_follow=False, order="once")),
    "the last loss": ("last_loss_for_mean", Fit(summary=lambda losses, _: losses[-1])),
    "one epoch": ("epochs_ignored_by_hand", Fit(epochs=1)),
    "three epochs": ("epochs_ignored_by_hand", Fit(epochs=3)),
    "a batch of 1": ("batch_size_ignored_by_hand", Fit(batch_size=1)),
    "a batch of 8": ("batch_size_ignored_by_hand", Fit(batch_size=8)),
    "a batch of 32": ("batch_size_ignored_by_hand", Fit(batch_size=32)),
    "a batch of 256": ("batch_size_ignored_by_hand", Fit(batch_size=256)),
    "a rate of its own": ("learning_rate_ignored", Fit(rate=0.001)),
}


def test_right_loops_fail_nothing() -> None:
    assert named("train_step", Step(), Fit()) == {}
    assert named("fit_by_hand", Step(), Fit()) == {}


@pytest.mark.parametrize("way", STEPS)
def test_each_wrong_step_is_named_in_every_test_it_fails(way: str) -> None:
    belief, step = STEPS[way]
    found = named("train_step", step, Fit())
    assert found
    assert set(found.values()) == {(belief,)}, found


@pytest.mark.parametrize("way", FITS)
def test_each_wrong_loop_is_named_in_every_test_it_fails(way: str) -> None:
    belief, fit = FITS[way]
    found = named("fit_by_hand", Step(), replace(fit, rng=np.random.default_rng(5)))
    assert found
    assert set(found.values()) == {(belief,)}, found


def test_every_belief_has_a_wrong_way_here() -> None:
    ways = {("train_step", belief) for belief, _ in STEPS.values()}
    ways |= {("fit_by_hand", belief) for belief, _ in FITS.values()}
    assert ways == {(function, entry.id) for entry in ENTRIES for function in entry.replicas}


@pytest.mark.parametrize(
    "step",
    [Step(factor=2), Step(gives=lambda *_: 1.5), Step(factor=0, gives=lambda *_: 1.5)],
    ids=["two steps", "another loss", "nothing at all"],
)
def test_what_is_no_known_step_is_not_named(step: Step) -> None:
    found = named("train_step", step, Fit())
    assert found
    assert set(found.values()) == {()}


@pytest.mark.parametrize(
    "fit",
    [
        Fit(factor=0, summary=lambda *_: 2.0),
        Fit(factor=0, is_noise=True),
        Fit(summary=lambda *_: 2.0),
        Fit(summary=lambda losses, _: losses),
    ],
    ids=["nothing at all", "noise", "made-up losses", "all losses"],
)
def test_what_is_no_known_loop_is_not_named(fit: Fit) -> None:
    found = named("fit_by_hand", Step(), fit)
    assert found
    assert set(found.values()) == {()}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.id))
def test_every_replica_is_another_than_the_right_one(entry: Any) -> None:
    assert all(replica != RIGHT[name] for name, replicas in entry.replicas.items() for replica in replicas)
