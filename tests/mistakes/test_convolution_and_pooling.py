"""Replicas of functions of convolution.py and pooling.py: the right ones are right, the others are not."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graders.inputs import Array, distinct, distinct_biases, mixed
from graders.misconceptions import CATALOGUE
from grading.misconceptions import Misconception, combined
from grading.naming import name_beliefs
from grading.observations import Observation, Question, Refused, Returned
from solutions import convolution, pooling

SOLUTIONS: dict[str, Callable[..., Any]] = {
    "convolve": convolution.convolve,
    "relu": convolution.relu,
    "output_size": convolution.output_size,
    "conv_layer": convolution.conv_layer,
    "max_pool": pooling.max_pool,
}
Call = tuple[Any, ...]
HELD = [
    (entry, function) for entry in CATALOGUE.entries for function in entry.replicas if function in SOLUTIONS
]


def observed(function: str, way: Callable[..., Any], call: Call) -> Observation:
    """What the judge sees of a call."""
    arguments = tuple(one.copy() if isinstance(one, np.ndarray) else one for one in call)
    outcome: Returned | Refused
    try:
        value = way(*arguments)
    except Exception as error:
        outcome = Refused(tuple(kind.__name__ for kind in type(error).__mro__))
    else:
        pairs = zip(call, arguments, strict=True)
        changed = any(isinstance(old, np.ndarray) and not np.array_equal(old, new) for old, new in pairs)
        outcome = Returned(value, changed)
    return Observation(function, Question(call), outcome)


def outcome_of(function: str, way: Callable[..., Any], call: Call) -> tuple[Any, ...]:
    match observed(function, way, call).outcome:
        case Refused(kinds):
            return ("refused", kinds[0])
        case Returned(np.ndarray() as value, changed):
            typed = str(value.dtype) if function in CATALOGUE.typed else ""
            return ("array", value.shape, value.astype(float).round(6).tolist(), typed, changed)
        case Returned(value, changed):
            return ("number", value, type(value), changed)


def layer_call(
    rng: np.random.Generator,
    images: tuple[int, ...],
    kernel: tuple[int, ...],
    filters: int = 1,
    stride: int = 1,
    padding: str = "valid",
    channels: int | None = None,
) -> Call:
    shape = (*kernel, channels or images[3], filters)
    return mixed(rng, *images), mixed(rng, *shape), distinct_biases(rng, filters), stride, padding


def layer_calls(rng: np.random.Generator) -> list[Call]:
    pixels = rng.integers(100, 256, size=(1, 4, 5, 1), dtype=np.uint8)
    return [
        layer_call(rng, (1, 5, 7, 1), (3, 2)),
        layer_call(rng, (1, 5, 6, 1), (3, 3)),
        layer_call(rng, (1, 5, 5, 3), (2, 2)),
        (pixels, np.array([[3, 2], [5, 4]], np.uint8)[:, :, None, None], np.zeros(1, np.float32)),
        layer_call(rng, (1, 5, 7, 2), (2, 4), filters=4),
        layer_call(rng, (3, 5, 5, 2), (3, 3), filters=3),
        layer_call(rng, (1, 8, 9, 2), (3, 2), filters=2, stride=2),
        layer_call(rng, (1, 5, 6, 2), (1, 2), padding="same"),
        layer_call(rng, (1, 5, 6, 2), (3, 4), padding="same"),
        layer_call(rng, (1, 7, 6, 2), (3, 1), stride=2, padding="same"),
        layer_call(rng, (1, 6, 7, 2), (3, 4), stride=2, padding="same"),
        layer_call(rng, (1, 3, 3, 1), (5, 4), padding="same"),
        layer_call(rng, (1, 4, 5, 3), (5, 2)),
        layer_call(rng, (1, 4, 5, 3), (2, 2), channels=1),
        layer_call(rng, (1, 4, 5, 3), (2, 2), channels=4),
        layer_call(rng, (1, 4, 5, 3), (2, 2), padding="full"),
    ]


def pool_calls(rng: np.random.Generator) -> list[Call]:
    left_over = distinct(rng, 1, 7, 5, 1)
    left_over[:, 6:], left_over[:, :, 4:] = -1, -1
    return [
        (distinct(rng, 1, 4, 6, 1),),
        (distinct(rng, 1, 6, 4, 1), 2),
        (distinct(rng, 3, 4, 6, 2), 2),
        (-distinct(rng, 1, 4, 4, 1), 2),
        (-distinct(rng, 1, 4, 4, 1) * 1e12, 2),
        (left_over, 2, 2),
        (left_over, 2),
        (distinct(rng, 1, 9, 7, 1), 3, 2),
        (distinct(rng, 1, 8, 5, 1), 2, 3),
        ((distinct(rng, 1, 4, 4, 1) * 8).astype(np.uint8), 2),
        (distinct(rng, 1, 3, 3, 1), 4),
        (distinct(rng, 1, 2, 6, 1), 3, 1),
    ]


def convolve_calls(rng: np.random.Generator) -> list[Call]:
    whole = np.array([[1, 2], [3, 5]], np.uint8)
    shapes = [((5, 7), (3, 2)), ((7, 5), (2, 3)), ((6, 6), (3, 3)), ((4, 4), (4, 4)), ((4, 6), (5, 2))]
    calls: list[Call] = [(mixed(rng, *image), mixed(rng, *kernel)) for image, kernel in shapes]
    return [*calls, (rng.integers(128, 256, size=(4, 4), dtype=np.uint8), whole)]


def calls_of(function: str) -> list[Call]:
    rng = np.random.default_rng(7)
    numbers = rng.permutation(np.arange(-10, 10)).reshape(4, 5)
    sizes = [(5, 2), (5, 5), (6, 3, 2), (9, 2, 4), (4, 5), (8, 3, 1, "full")]
    padded = [
        (size, kernel, stride, "same")
        for size, kernel, stride in [(7, 2, 2), (7, 3, 2), (5, 3, 1), (3, 4, 1)]
    ]
    calls: dict[str, list[Call]] = {
        "convolve": convolve_calls(rng),
        "relu": [(numbers.astype(kind),) for kind in (np.float32, np.int16)] + [(mixed(rng, 3, 4),)],
        "output_size": [*sizes, *padded],
        "conv_layer": layer_calls(rng),
        "max_pool": pool_calls(rng),
    }
    return calls[function]


@pytest.mark.parametrize("function", SOLUTIONS)
def test_right_replicas_answer_like_the_solutions(function: str) -> None:
    for call in calls_of(function):
        right, solved = (
            outcome_of(function, way, call) for way in (CATALOGUE.right[function], SOLUTIONS[function])
        )
        assert right == solved


@settings(max_examples=60, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_the_right_layer_is_right_of_any_shape(data: st.DataObject, seed: int) -> None:
    side, few = st.integers(1, 7), st.integers(1, 3)
    call = layer_call(
        np.random.default_rng(seed),
        (data.draw(few), data.draw(side), data.draw(side), data.draw(few)),
        (data.draw(st.integers(1, 5)), data.draw(st.integers(1, 5))),
        *(data.draw(few), data.draw(few), data.draw(st.sampled_from(["valid", "same"]))),
    )
    one_map = call[0][0, :, :, 0], call[1][:, :, 0, 0]
    of_sizes = call[0].shape[1], call[1].shape[0], *call[3:]
    for function, arguments in {"conv_layer": call, "convolve": one_map, "output_size": of_sizes}.items():
        right, solved = CATALOGUE.right[function], SOLUTIONS[function]
        assert outcome_of(function, right, arguments) == outcome_of(function, solved, arguments)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_the_right_pooling_is_right_of_any_shape(data: st.DataObject, seed: int) -> None:
    side, few = st.integers(1, 8), st.integers(1, 3)
    rng = np.random.default_rng(seed)
    shape = data.draw(few), data.draw(side), data.draw(side), data.draw(few)
    kind = data.draw(st.sampled_from([np.float32, np.float64, np.int8, np.uint8]))
    images: Array = (mixed(rng, *shape) * 8).astype(kind)
    call = images, data.draw(st.integers(1, 4)), data.draw(st.one_of(st.none(), st.integers(1, 4)))
    right, solved = (
        outcome_of("max_pool", way, call) for way in (CATALOGUE.right["max_pool"], SOLUTIONS["max_pool"])
    )
    assert right == solved


@pytest.mark.parametrize(("entry", "function"), HELD, ids=lambda one: getattr(one, "id", one))
def test_every_replica_is_wrong_somewhere(entry: Misconception, function: str) -> None:
    calls = calls_of(function)
    right = [outcome_of(function, CATALOGUE.right[function], call) for call in calls]
    for index, replica in enumerate(entry.replicas[function]):
        assert [outcome_of(function, replica, call) for call in calls] != right, index


@pytest.mark.parametrize(("entry", "function"), HELD, ids=lambda one: getattr(one, "id", one))
def test_a_replica_is_named_by_its_own_belief(entry: Misconception, function: str) -> None:
    """The first way of a belief, asked what no other belief answers alike."""
    assert set(named(function, entry.replicas[function][0])) == {(entry.id,)}


def named(function: str, way: Callable[..., Any]) -> Counter[tuple[str, ...]]:
    """The beliefs behind the wrong answers of code, each call being a test of its own."""
    right = CATALOGUE.right[function]
    seen = {str(index): [observed(function, way, call)] for index, call in enumerate(calls_of(function))}
    failed = {
        str(index): function
        for index, call in enumerate(calls_of(function))
        if outcome_of(function, way, call) != outcome_of(function, right, call)
    }
    found = name_beliefs(CATALOGUE, seen, failed)
    assert failed
    return Counter(tuple(belief.id for belief in found.get(test, ())) for test in failed)


def replica(function: str, belief: str) -> Any:
    return next(entry for entry in CATALOGUE.entries if entry.id == belief).replicas[function][0]


@pytest.mark.parametrize(
    "pair", [("kernel_flipped", "bias_missing"), ("stride_ignored", "first_channel_only")]
)
def test_two_beliefs_are_named_together(pair: tuple[str, str]) -> None:
    both: Any = combined(replica("conv_layer", pair[0]), replica("conv_layer", pair[1]))
    assert pair in {
        tuple(sorted(found, key=pair.index)) for found in named("conv_layer", both) if set(found) <= set(pair)
    }


@pytest.mark.parametrize("function", SOLUTIONS)
def test_code_that_always_raises_has_no_belief(function: str) -> None:
    def raises(*_: object) -> None:
        raise ValueError

    assert set(named(function, raises)) == {()}


def test_an_array_counts_as_changed_only_where_somebody_looked() -> None:
    """A belief that changes an argument says nothing of a call after which nobody looked at it."""
    call = (np.array([-1.0, 2.0]),)
    looked = observed("relu", replica("relu", "relu_in_place"), call)
    unseen = Observation("relu", Question(call), Returned(np.array([0.0, 2.0])))
    found = name_beliefs(CATALOGUE, {"looked": [looked], "others": [unseen] * 3}, {"looked": "relu"})
    assert [belief.id for belief in found["looked"]] == ["relu_in_place"]
