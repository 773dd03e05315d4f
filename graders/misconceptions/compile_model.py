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
        belief="The loss is categorical cross-entropy, whose labels are rows of ones and zeros.",
        hints=Hints(
            symptom="As soon as the model meets labels, Keras complains of their shape.",
            idea="Cross-entropy comes in two versions, for labels in two forms. Here, a label is a whole "
            "number such as 3, and no row with a 1 in the place of the 3.",
            where="Look up for which form of labels the loss that you chose is made.",
        ),
        replicas={"compile_model": (_refusing(rows=_of_numbers), _refusing(rows=_of_scores))},
    ),
    Misconception(
        id="from_logits",
        exercise="training",
        belief="The loss has to be told that the outputs are logits.",
        hints=Hints(
            symptom="Probabilities go into your loss, and it turns them into probabilities once more.",
            idea="Logits are what a last layer without softmax gives. This network ends with softmax.",
            where="Which settings does your loss have, and what do they say of the network's outputs?",
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
        belief="No metric needs to be named.",
        hints=Hints(
            symptom="Your model reports its loss and nothing else.",
            idea="The loss is what the model learns by. What people want to read besides must be asked for.",
            where="Which three things does the description name, and which of them did you set?",
        ),
        replicas={"compile_model": (CompileModel(names=("loss",)),)},
    ),
    Misconception(
        id="metric_under_another_name",
        exercise="training",
        belief="The metric may go by another name than accuracy.",
        hints=Hints(
            symptom="Your model reports a metric, but none that is called accuracy.",
            idea="Who reads the report looks for a metric by its name. Asked for accuracy by its plain name, "
            "Keras picks the kind that fits the labels by itself.",
            where="What is the metric called that you name, letter by letter?",
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
        belief="The loss is the mean squared error.",
        hints=Hints(
            symptom="Your loss subtracts labels from probabilities, and digits are no amounts.",
            idea="Squared errors are for answers that lie near one another, such as prices: a 3 is no better "
            "guess for a 4 than a 9 is. For classes the loss asks how probable the right one was.",
            where="For what kind of answers is the loss made that you chose?",
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
        belief="The loss is binary cross-entropy.",
        hints=Hints(
            symptom="Your loss expects a yes or no for each output, not one digit for all of them.",
            idea="Binary means two classes. Here there are ten, and each image is of just one of them.",
            where="How many classes is the loss made for that you chose?",
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
        belief="A copy of the model is to be compiled and given back.",
        hints=Hints(
            symptom="You give back a compiled model, and the one that you were given is as it was.",
            idea="Compiling changes nothing of what a model computes, it says how it will learn. Whoever "
            "called your function goes on with the very model that it was given.",
            where="Which model do you compile: the argument, or one that your function makes?",
        ),
        replicas={"compile_model": (CompileModel(compiled="another one", trained="error"),)},
    ),
    Misconception(
        id="useless_rate",
        exercise="training",
        belief="Small steps are safe: the learning rate is so small that little is learned in five epochs.",
        hints=Hints(
            symptom="After five epochs the weights are nearly what they were before.",
            idea="The learning rate says how far a step goes. Steps that are too small arrive as well, but "
            "far too late.",
            where="Which rate does your optimiser have? Compare it with what the optimisers usually take.",
        ),
        replicas={"compile_model": (CompileModel(trained="hardly moves"),)},
    ),
)
