"""A model's layers beside the lesson's: a mistake is found where it is, and moves no other layer."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graders.stack import LESSON, places
from grading.kept import ACTIVATION_PROBE, LayerFacts

RIGHT = tuple(
    LayerFacts(
        lesson.type,
        dict(lesson.settings),
        (None, *lesson.output_shape),
        0,
        None if lesson.activation is None else lesson.activation(ACTIVATION_PROBE),
    )
    for lesson in LESSON
)
CONV, POOL, WIDE_CONV, _, FLATTEN, HIDDEN, OUTPUT = RIGHT
DROPOUT = LayerFacts("Dropout", {"rate": 0.5}, (None, 128), 0, None)


def wrong_places(layers: Sequence[LayerFacts]) -> dict[int, str]:
    return {place.lesson.number: place.problem() for place in places(layers) if place.problem()}


def test_the_lessons_layers_are_right() -> None:
    assert wrong_places(RIGHT) == {}


@pytest.mark.parametrize(
    ("layers", "numbers", "said"),
    [
        ([*RIGHT[:6], DROPOUT, OUTPUT], [6], "next to layer 6 of the lesson's network, Dense"),
        ([DROPOUT, *RIGHT], [1], "Dropout"),
        ([*RIGHT, DROPOUT], [7], "Dropout"),
        (
            [*RIGHT[:5], HIDDEN, replace(HIDDEN, settings={"units": 64, "use_bias": True}), OUTPUT],
            [6],
            "Dense",
        ),
        ([CONV, *RIGHT[2:]], [2], "has no layer in the place of layer 2"),
        ([*RIGHT[:4], HIDDEN, OUTPUT], [5], "Flatten"),
        (
            [CONV, replace(POOL, type="AveragePooling2D"), *RIGHT[2:]],
            [2],
            "has AveragePooling2D in the place",
        ),
        ([replace(CONV, settings=CONV.settings | {"filters": 16}), *RIGHT[1:]], [1], "filters is 16"),
        ([replace(CONV, activation=ACTIVATION_PROBE), *RIGHT[1:]], [1], "the activation is not relu"),
        ([*RIGHT[:6], replace(OUTPUT, activation=None)], [7], "the activation is not softmax"),
        ([CONV, WIDE_CONV, POOL, POOL, *RIGHT[4:]], [1, 3], "Conv2D"),
        ([], [1, 2, 3, 4, 5, 6, 7], "has no layer"),
        ([DROPOUT] * 9, [1, 2, 3, 4, 5, 6, 7], "Dropout"),
    ],
)
def test_a_mistake_costs_its_own_place(layers: list[LayerFacts], numbers: list[int], said: str) -> None:
    wrong = wrong_places(layers)
    assert list(wrong) == numbers
    assert said in " ".join(wrong.values())


def test_a_learners_own_text_is_cut() -> None:
    endless = replace(CONV, settings=CONV.settings | {"filters": "f" * 10_000})
    assert all(len(said) < 300 for said in wrong_places([endless, *RIGHT[1:]]).values())
