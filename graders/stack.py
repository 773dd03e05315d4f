"""The lesson's seven layers, and which layer of a model is meant to be which of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.inputs import Array
from graders.network import softmax
from grading.kept import ACTIVATION_PROBE, LayerFacts
from solutions.convolution import relu

_CONVOLUTION = {
    "kernel_size": [3, 3],
    "strides": [1, 1],
    "padding": "valid",
    "dilation_rate": [1, 1],
    "groups": 1,
    "use_bias": True,
}
_POOLING = {"pool_size": [2, 2], "strides": [2, 2], "padding": "valid"}


@dataclass(frozen=True)
class LessonLayer:
    """One of the lesson's layers, with the settings and the output shape that the defaults give it.

    Attributes:
        number: its place, from 1 on.
        type: name of its Keras class.
        settings: what `LayerFacts.settings` has to hold.
        output_shape: without the batch.
        activation: None where it has none.
    """

    number: int
    type: str
    settings: Mapping[str, Any]
    output_shape: tuple[int, ...]
    activation: Callable[[Array], Array] | None = None

    def differences(self, found: LayerFacts) -> list[str]:
        """What is different about a layer of the same type, each in a few words."""
        different = [
            f"{name} is {found.settings.get(name)!r:.60}, in the lesson {right!r}"
            for name, right in self.settings.items()
            if found.settings.get(name) != right
        ]
        if self.activation is not None and not _is_activated_by(self.activation, found):
            different.append(f"the activation is not {self.activation.__name__}")
        return different


LESSON = (
    LessonLayer(1, "Conv2D", {"filters": 32, **_CONVOLUTION}, (26, 26, 32), relu),
    LessonLayer(2, "MaxPooling2D", _POOLING, (13, 13, 32)),
    LessonLayer(3, "Conv2D", {"filters": 64, **_CONVOLUTION}, (11, 11, 64), relu),
    LessonLayer(4, "MaxPooling2D", _POOLING, (5, 5, 64)),
    LessonLayer(5, "Flatten", {}, (1600,)),
    LessonLayer(6, "Dense", {"units": 128, "use_bias": True}, (128,), relu),
    LessonLayer(7, "Dense", {"units": 10, "use_bias": True}, (10,), softmax),
)


ACTIVATIONS: Mapping[str, Callable[[Array], Array]] = {
    "relu": relu,
    "softmax": softmax,
    "linear": lambda x: x,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": np.tanh,
    "another": lambda x: np.full_like(x, np.nan),
}
"""Activations by name, "another" for all that are not known."""


def activation_name(found: Array | None) -> str | None:
    """Name of the activation that made this of `ACTIVATION_PROBE`; None where there is none."""
    if found is None:
        return None
    return next((name for name, known in ACTIVATIONS.items() if _are_alike(found, known)), "another")


def _is_activated_by(activation: Callable[[Array], Array], found: LayerFacts) -> bool:
    return found.activation is not None and _are_alike(found.activation, activation)


def _are_alike(found: Array, activation: Callable[[Array], Array]) -> bool:
    return np.allclose(found, activation(ACTIVATION_PROBE), rtol=1e-4, atol=1e-5)


@dataclass(frozen=True)
class Place:
    """What a model has where the lesson has a layer.

    Attributes:
        lesson: the lesson's layer.
        found: the model's; None where it has none.
        extra: layers next to it that the lesson does not have.
    """

    lesson: LessonLayer
    found: LayerFacts | None
    extra: tuple[LayerFacts, ...]

    def problem(self) -> str:
        """What is wrong here, in the learner's words; "" where all is well."""
        asked = f"layer {self.lesson.number} of the lesson's network, {self.lesson.type}"
        if self.found is None:
            return f"has no layer in the place of {asked}."
        if self.found.type != self.lesson.type:
            return f"has {self.found.type} in the place of {asked}."
        different = self.lesson.differences(self.found)
        if different:
            return f"has another setting than {asked}: {'; '.join(different)}."
        if self.extra:
            names = ", ".join(layer.type for layer in self.extra[:5])
            return f"has a layer next to {asked}, that the lesson does not have: {names}."
        return ""


def places(found: Sequence[LayerFacts]) -> tuple[Place, ...]:
    """Lay a model's layers beside the lesson's, so that a missing or an additional one moves no others.

    Args:
        found: the model's layers in order.

    Returns:
        A place for each of the lesson's layers.
    """
    partners = _partners(found)
    extra: dict[int, list[LayerFacts]] = {lesson.number: [] for lesson in LESSON}
    number = 1
    for layer, partner in zip(found, partners, strict=True):
        if partner is None:
            extra[number].append(layer)
        else:
            number = partner.number
    by_number = {
        partner.number: layer for layer, partner in zip(found, partners, strict=True) if partner is not None
    }
    return tuple(
        Place(lesson, by_number.get(lesson.number), tuple(extra[lesson.number])) for lesson in LESSON
    )


def _partners(found: Sequence[LayerFacts]) -> list[LessonLayer | None]:
    """For each of a model's layers the lesson's layer that it is meant to be: the cheapest alignment."""
    # costs[i][j]: what it costs to explain the model's layers from i on by the lesson's from j on.
    costs = np.zeros((len(found) + 1, len(LESSON) + 1))
    costs[:, -1], costs[-1] = np.arange(len(found), -1, -1), np.arange(len(LESSON), -1, -1)
    for i in reversed(range(len(found))):
        for j in reversed(range(len(LESSON))):
            together = _unlikeness(LESSON[j], found[i]) + costs[i + 1, j + 1]
            costs[i, j] = min(together, 1 + costs[i + 1, j], 1 + costs[i, j + 1])
    partners: list[LessonLayer | None] = []
    i = j = 0
    while i < len(found):
        if j < len(LESSON) and costs[i, j] == _unlikeness(LESSON[j], found[i]) + costs[i + 1, j + 1]:
            partners.append(LESSON[j])
            i, j = i + 1, j + 1
        elif costs[i, j] == 1 + costs[i + 1, j]:
            partners.append(None)
            i += 1
        else:
            j += 1
    return partners


def _unlikeness(lesson: LessonLayer, found: LayerFacts) -> float:
    """From 0 for the very layer to 2, at which the one is rather missing and the other additional."""
    if found.type != lesson.type:
        return 1.5
    return len(lesson.differences(found)) / 16
