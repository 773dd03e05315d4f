"""What a worker tells of a Keras object is read strictly: an odd answer is the learner's failure."""

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from graders.stack import LESSON, places
from grading.failures import CheckFailed
from grading.kept import ACTIVATION_PROBE, MAX_LAYERS, OTHER_LAYER, Kept
from grading.protocol import Handle
from tools.odd_values import changed

DENSE = {
    "type": "Dense",
    "settings": {"units": 3, "use_bias": True},
    "output_shape": [None, 3],
    "parameters": 9,
    "activation": ACTIVATION_PROBE,
}
INPUT = {"type": "InputLayer", "settings": {}, "output_shape": [None, 2], "parameters": 0, "activation": None}
MODEL = {
    "layers": [INPUT, DENSE],
    "input_shape": [None, 2],
    "output_shape": [None, 3],
    "parameters": 9,
    "compiled": False,
}


def kept(answer: object) -> Kept:
    """An object whose worker gives this answer to everything."""
    return Kept(Handle(0, "Sequential"), lambda *_: answer)


def test_facts_are_read_without_the_input_layer() -> None:
    facts = kept(MODEL).facts()
    assert [layer.type for layer in facts.layers] == ["Dense"]
    assert facts.layers[0].settings == {"units": 3, "use_bias": True}
    assert facts.layers[0].output_shape == (None, 3)
    assert (facts.input_shape, facts.output_shape) == ((None, 2), (None, 3))
    assert (facts.parameters, facts.compiled) == (9, False)


@pytest.mark.parametrize("name", ["MyDense", "", "Dense ", "\x1b[2J", "D" * 10**6])
def test_a_layer_of_no_known_kind_keeps_its_name_to_itself(name: str) -> None:
    (layer,) = kept(MODEL | {"layers": [DENSE | {"type": name}]}).facts().layers
    assert layer.type == OTHER_LAYER


def test_every_layer_is_read_strictly_an_input_layer_too() -> None:
    with pytest.raises(CheckFailed, match="sent something else"):
        kept(MODEL | {"layers": [{"type": "InputLayer"}, DENSE]}).facts()


def test_a_model_of_very_many_layers_is_not_read() -> None:
    assert len(kept(MODEL | {"layers": [DENSE] * MAX_LAYERS}).facts().layers) == MAX_LAYERS
    with pytest.raises(CheckFailed, match="has 101 layers"):
        kept(MODEL | {"layers": [DENSE] * (MAX_LAYERS + 1)}).facts()


def test_shapes_may_be_unknown() -> None:
    facts = kept(MODEL | {"layers": [DENSE | {"output_shape": None}], "input_shape": None}).facts()
    assert facts.input_shape is None
    assert facts.layers[0].output_shape is None


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "facts",
        [],
        {},
        {name: value for name, value in MODEL.items() if name != "compiled"},
        MODEL | {"layers": {}},
        MODEL | {"layers": [3]},
        MODEL | {"layers": [DENSE | {"type": 3}]},
        MODEL | {"layers": [DENSE | {"settings": []}]},
        MODEL | {"layers": [DENSE | {"settings": {"units": np.arange(3)}}]},
        MODEL | {"layers": [DENSE | {"settings": {"units": [3, np.arange(3)]}}]},
        MODEL | {"layers": [DENSE | {"settings": {"units": Handle(0, "int")}}]},
        MODEL | {"layers": [DENSE | {"parameters": 9.5}]},
        MODEL | {"layers": [DENSE | {"output_shape": [None, "3"]}]},
        MODEL | {"layers": [DENSE | {"activation": 3}]},
        MODEL | {"layers": [DENSE | {"activation": ACTIVATION_PROBE[:, :3]}]},
        MODEL | {"layers": [DENSE | {"activation": ACTIVATION_PROBE.astype(int)}]},
        MODEL | {"input_shape": [None, 2.5]},
        MODEL | {"output_shape": "None, 3"},
        MODEL | {"parameters": None},
        MODEL | {"compiled": 1},
    ],
)
def test_facts_in_another_form_are_a_failure(answer: object) -> None:
    with pytest.raises(CheckFailed, match="sent something else"):
        kept(answer).facts()


@pytest.mark.parametrize(
    "answer",
    [
        [np.zeros(3, dtype=np.float32), np.array([1, np.nan], dtype=np.float32)],
        [np.array(np.inf, dtype=np.float32)],
        [np.array([1e39])],
        [np.array([-np.inf], dtype=np.float16)],
    ],
)
def test_weights_are_finite_and_float32_can_hold_them(answer: object) -> None:
    with pytest.raises(CheckFailed, match="not all finite numbers"):
        kept(answer).weights()


@pytest.mark.parametrize(
    "answer", [None, (np.zeros(3, dtype=np.float32),), [3], [np.zeros(3, dtype=np.int64)], [[0.5]]]
)
def test_weights_are_a_list_of_float_arrays(answer: object) -> None:
    with pytest.raises(CheckFailed, match="sent something else"):
        kept(answer).weights()


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_weights_arrive_as_float32(dtype: type[np.floating[Any]]) -> None:
    (values,) = kept([np.array([0.5, -2], dtype=dtype)]).weights()
    assert values.dtype == np.float32
    assert values.tolist() == [0.5, -2]


@pytest.mark.parametrize("answer", [None, [0.5], 3.0, np.arange(3), Handle(1, "Tensor")])
def test_predictions_are_an_array_of_floats(answer: object) -> None:
    with pytest.raises(CheckFailed, match="predictions"):
        kept(answer).predictions(np.zeros((1, 2)))


@pytest.mark.parametrize("shape", [(), (0, 10), (3, 10), (2**20, 0)])
def test_predictions_have_a_row_for_each_image(shape: tuple[int, ...]) -> None:
    with pytest.raises(CheckFailed, match="a row of numbers for each image"):
        kept(np.zeros(shape, dtype=np.float32)).predictions(np.zeros((2, 4)))
    rows = kept(np.full((2, 10), np.nan)).predictions(np.zeros((2, 4)))
    assert rows.shape == (2, 10)


@pytest.mark.parametrize("answer", [None, [1.0], {"loss": "low"}, {"loss": True}, {"loss": 10**400}])
def test_an_evaluation_is_named_numbers(answer: object) -> None:
    with pytest.raises(CheckFailed, match="numbers"):
        kept(answer).evaluation(np.zeros((1, 2)), np.zeros(1))


@pytest.mark.parametrize("answer", [None, [1.0], "low", True, 10**400])
def test_a_loss_is_a_number(answer: object) -> None:
    with pytest.raises(CheckFailed, match="numbers"):
        kept(answer).loss(np.zeros((1, 2)), np.zeros(1))


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"epochs": [0]},
        {"epochs": 1, "values": {}},
        {"epochs": ["0"], "values": {}},
        {"epochs": [0], "values": {"loss": ["low"]}},
        {"epochs": [0], "values": {"loss": [None]}},
        {"epochs": [0], "values": {"loss": [10**400]}},
    ],
)
def test_a_history_is_a_number_an_epoch(answer: object) -> None:
    with pytest.raises(CheckFailed, match="sent something else"):
        kept(answer).history()


def test_numbers_arrive_as_floats() -> None:
    assert kept({"loss": 2, "accuracy": 0.5}).evaluation(np.zeros(1), np.zeros(1)) == {
        "loss": 2.0,
        "accuracy": 0.5,
    }
    history = kept({"epochs": [0, 1], "values": {"loss": [2, 1.5]}}).history()
    assert (history.epochs, history.values) == ((0, 1), {"loss": (2.0, 1.5)})


def test_what_is_asked_for_names_the_object_and_what_to_do_with_it() -> None:
    asked: list[tuple[Any, ...]] = []
    handle = Handle(4, "Sequential")
    model = Kept(handle, lambda *question: asked.append(question))
    model.fit(np.zeros(1), np.zeros(1), 2, 8)
    model.set_weights([])
    assert [question[:2] for question in asked] == [("fit", handle), ("set_weights", handle)]
    assert model.type_name == "Sequential"


def _read_facts(model: Kept) -> None:
    facts = model.facts()
    assert all(isinstance(place.problem(), str) for place in places(facts.layers))


def _read_weights(model: Kept) -> None:
    for values in model.weights():
        assert values.dtype == np.float32
        assert np.isfinite(np.square(values, dtype=np.float64).sum())


def _read_predictions(model: Kept) -> None:
    assert len(model.predictions(np.zeros((2, 4, 4, 1)))) == 2


def _read_evaluation(model: Kept) -> None:
    measured = model.evaluation(np.zeros((2, 4, 4, 1)), np.zeros(2))
    assert all(type(value) is float for value in measured.values())


def _read_history(model: Kept) -> None:
    history = model.history()
    assert all(type(value) is float for series in history.values.values() for value in series)


LESSONS_LAYERS = [
    {
        "type": lesson.type,
        "settings": dict(lesson.settings),
        "output_shape": [None, *lesson.output_shape],
        "parameters": 0,
        "activation": None if lesson.activation is None else lesson.activation(ACTIVATION_PROBE),
    }
    for lesson in LESSON
]


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (_read_facts, MODEL | {"layers": LESSONS_LAYERS}),
        (_read_weights, [np.ones((3, 2), dtype=np.float32), np.zeros(2, dtype=np.float32)]),
        (_read_predictions, np.zeros((2, 10), dtype=np.float32)),
        (_read_evaluation, {"loss": 2.3, "accuracy": 0.1}),
        (_read_history, {"epochs": [0, 1], "values": {"loss": [2.3, 2.2], "accuracy": [0.1, 0.2]}}),
    ],
)
def test_whatever_a_worker_tells_is_read_or_is_a_failure(read: Callable[[Kept], None], right: Any) -> None:
    rng = random.Random(1)
    read(kept(right))
    for _ in range(2000):
        answer = right
        for _ in range(rng.choice((1, 1, 2, 4))):
            answer = changed(answer, rng)
        with suppress(CheckFailed):
            read(kept(answer))
