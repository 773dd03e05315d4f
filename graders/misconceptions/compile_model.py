"""What is believed of `compile_model`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graders.inputs import Array
from graders.network import cross_entropy, softmax
from grading.misconceptions import Hints, Misconception, Vague

Answer = float | str | Vague
"""A number, or "error"."""

_Loss = Callable[[Array, Array], Answer]


def _of_numbers(outputs: Array, labels: Array) -> float:
    return float(cross_entropy(outputs.astype(np.float64), labels).mean())


def _of_scores(outputs: Array, labels: Array) -> float:
    return _of_numbers(softmax(outputs.astype(np.float64)), labels)


def _refused(outputs: Array, labels: Array) -> str:
    return "error"


def _another(outputs: Array, labels: Array) -> Vague:
    """Keras takes the numbers before a softmax for those before a sigmoid, which nobody else knows."""
    return Vague.WRONG


def _rows(labels: Array) -> Array:
    rows: Array = np.eye(10)[labels]
    return rows


def _squared(outputs: Array, labels: Array) -> float:
    return float(((outputs - _rows(labels)) ** 2).mean())


def _summed_squares(outputs: Array, labels: Array) -> float:
    return 10 * _squared(outputs, labels)


def _squared_along_classes(outputs: Array, labels: Array) -> Answer:
    """Labels are laid along the classes: an error, but for as many images as classes."""
    return float(((outputs - labels) ** 2).mean()) if len(labels) == len(outputs.T) else "error"


def _squared_along_images(outputs: Array, labels: Array) -> float:
    return float(((outputs - labels[:, np.newaxis]) ** 2).mean())


def _binary(outputs: Array, labels: Array) -> float:
    right, others = np.log(outputs + 1e-7), np.log(1 - outputs + 1e-7)
    return float(-np.where(_rows(labels) > 0, right, others).mean())


def _binary_of_scores(outputs: Array, labels: Array) -> float:
    return float((np.logaddexp(0, outputs) - outputs * _rows(labels)).mean())


@dataclass(frozen=True)
class CompileModel:
    """Each step of `compile_model`; every method is what hidden tests look at.

    Attributes:
        compiled: which model is compiled.
        evaluated: the loss that an evaluation on 40 images gives: in batches of 32.
        numbers: the loss of known outputs, with labels that are whole numbers.
        rows: likewise, with labels that are rows of ones and zeros.
        names: of what an evaluation reports.
        trained: how a training goes.
    """

    compiled: str = "the model"
    evaluated: _Loss = _of_numbers
    numbers: _Loss = _of_numbers
    rows: _Loss = _refused
    names: tuple[str, ...] = ("accuracy", "loss")
    trained: str = "learns"

    def compiles(self) -> str:
        """Which model is compiled: the one that was given, another one that is given back, or none."""
        return self.compiled

    def loss(self, probabilities: Array, labels: Array) -> Answer:
        """The loss of an evaluation."""
        return self.evaluated(probabilities, labels)

    def loss_of_numbers(self, outputs: Array, labels: Array) -> Answer:
        """The loss of known outputs, with whole numbers as labels."""
        return self.numbers(outputs, labels)

    def loss_of_rows(self, outputs: Array, labels: Array) -> Answer:
        """The loss of known outputs, with rows as labels."""
        return self.rows(outputs, labels)

    def metrics(self) -> tuple[str, ...] | str:
        """The names of what an evaluation reports, or "error"."""
        return self.names if self.evaluated is not _refused else "error"

    def learning(self) -> str:
        """How a training goes: it learns, hardly moves the weights, goes astray, or is an error."""
        return self.trained if self.evaluated is not _refused else "error"


def _refusing(numbers: _Loss = _refused, rows: _Loss = _refused) -> CompileModel:
    """A loss that batches of images with their labels do not go together with."""
    return CompileModel(evaluated=_refused, numbers=numbers, rows=rows)


def _by_hand(loss: _Loss, trained: str = "learns") -> CompileModel:
    """A loss that makes of whole numbers what it needs."""
    return CompileModel(evaluated=loss, numbers=loss, trained=trained)


RIGHT = {"compile_model": CompileModel()}

ENTRIES = (
    Misconception(
        id="one_hot_loss",
        exercise="training",
        belief="Labels are rows with a single 1, so the loss is categorical cross-entropy.",
        hints=Hints(
            symptom="As soon as the model meets the labels, Keras complains about their shape.",
            idea="Cross-entropy comes in two versions, for labels in two forms. Here a label is a "
            "whole number such as 3, not a row with a 1 in it.",
            where="Which form of labels is the loss made for that you chose?",
        ),
        replicas={"compile_model": (_refusing(rows=_of_numbers), _refusing(rows=_of_scores))},
    ),
    Misconception(
        id="from_logits",
        exercise="training",
        belief="The loss has to be told that the outputs are logits.",
        hints=Hints(
            symptom="Your loss takes the model's probabilities for plain scores, and puts them "
            "through softmax once more.",
            idea="Logits are what a last layer without softmax gives. This network ends with softmax.",
            where="Which settings does your loss have, and what do they say about the network's outputs?",
        ),
        replicas={
            "compile_model": (
                CompileModel(numbers=_of_scores),
                CompileModel(numbers=_of_scores, trained="astray"),
                CompileModel(evaluated=_of_scores, numbers=_of_scores),
                CompileModel(evaluated=_of_scores, numbers=_of_scores, trained="astray"),
            )
        },
    ),
    Misconception(
        id="metric_missing",
        exercise="training",
        belief="The loss is enough, so no metric needs to be named.",
        hints=Hints(
            symptom="Your model reports its loss and nothing else.",
            idea="The loss is what the model learns by. What people want to read besides has to be "
            "asked for.",
            where="Which three things does the function's text name, and which of them did you set?",
        ),
        replicas={"compile_model": (CompileModel(names=("loss",)),)},
    ),
    Misconception(
        id="metric_under_another_name",
        exercise="training",
        belief="The metric may have another name than accuracy.",
        hints=Hints(
            symptom='Your model reports a metric, but none with the name "accuracy".',
            idea="Whoever reads the report looks for a metric by its name. Keras knows several that "
            "count right answers, each with its own name.",
            where="Compare the name of your metric with the one in the function's text, letter by letter.",
        ),
        replicas={
            "compile_model": (
                CompileModel(names=("loss", "sparse_categorical_accuracy")),
                CompileModel(names=("acc", "loss")),
                CompileModel(names=("categorical_accuracy", "loss")),
            )
        },
    ),
    Misconception(
        id="squared_error",
        exercise="training",
        belief="The mean squared error is a good loss for digits.",
        hints=Hints(
            symptom="Your loss measures distances between numbers, not how probable the right digit was.",
            idea="Squared errors fit amounts such as prices. Digits are classes: where a 4 is right, "
            "a 3 is no better than a 9.",
            where="What kind of answers is your loss made for: amounts or classes?",
        ),
        replicas={
            "compile_model": (
                _refusing(numbers=_squared_along_classes, rows=_squared),
                _by_hand(_squared),
                _by_hand(_squared, trained="astray"),
                _by_hand(_summed_squares),
                _by_hand(_squared_along_images, trained="astray"),
            )
        },
    ),
    Misconception(
        id="binary_loss",
        exercise="training",
        belief="Each output is right or wrong, so the loss is binary cross-entropy.",
        hints=Hints(
            symptom="Your loss expects a yes or no for each output, not one digit for all of them.",
            idea="Binary means two classes. Here there are ten, and each image belongs to only one of them.",
            where="For how many classes is the loss made that you chose?",
        ),
        replicas={
            "compile_model": (
                _refusing(rows=_binary),
                _refusing(rows=_binary_of_scores),
                _by_hand(_binary),
                _by_hand(_binary, trained="astray"),
                CompileModel(evaluated=_another, numbers=_binary),
                CompileModel(evaluated=_another, numbers=_binary, trained="astray"),
            )
        },
    ),
    Misconception(
        id="copy_compiled",
        exercise="training",
        belief="A copy of the model is compiled and given back.",
        hints=Hints(
            symptom="You give back a compiled model, but the one that your function was given is "
            "still not compiled.",
            idea="Compiling only says how a model will learn. Whoever called your function goes on "
            "with the model that was handed over.",
            where="Which model does your code compile: the argument, or one that your function makes?",
        ),
        replicas={"compile_model": (CompileModel(compiled="another one", trained="error"),)},
    ),
    Misconception(
        id="useless_rate",
        exercise="training",
        belief="Small steps are safe, so a tiny learning rate or any optimiser will do.",
        hints=Hints(
            symptom="After a whole training, the weights are nearly what they were before.",
            idea="The optimiser and its learning rate decide how far a step goes. Very small steps "
            "arrive too, but far too late.",
            where="How large are the steps of your optimiser? Compare its learning rate, and its "
            "kind, with what is usual.",
        ),
        replicas={"compile_model": (CompileModel(trained="hardly moves"),)},
    ),
)
