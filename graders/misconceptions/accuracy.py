"""What is believed of `accuracy`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graders.inputs import Array
from graders.network import cross_entropy
from grading.misconceptions import Hints, Misconception

Case = tuple[Array, Array]
"""The probabilities that the model gives for some images, and their labels."""

_Measure = Callable[[Array, Array], Any]


class _Stopped(Exception):
    """The code raised an error of the class whose name this holds."""


def _share(probabilities: Array, labels: Array) -> float:
    return float((probabilities.argmax(axis=1) == labels).mean())


def _count(probabilities: Array, labels: Array) -> int:
    return int((probabilities.argmax(axis=1) == labels).sum())


def _loss(probabilities: Array, labels: Array) -> float:
    return float(cross_entropy(probabilities, labels).mean())


def _confidence(probabilities: Array, labels: Array) -> float:
    return float(probabilities.max(axis=1).mean())


def _per_cent(digits: int | None) -> _Measure:
    def measure(probabilities: Array, labels: Array) -> float:
        per_cent = 100 * _share(probabilities, labels)
        return per_cent if digits is None else round(per_cent, digits)

    return measure


def _over_images(error: str) -> _Measure:
    """All answers and labels are compared, of which there are not equally many."""

    def measure(probabilities: Array, labels: Array) -> float:
        answers = probabilities.argmax(axis=0)
        if len(labels) not in (1, len(answers)):
            raise _Stopped(error)
        return float((answers == labels).mean())

    return measure


def _over_images_one_by_one(*, over_all: bool) -> _Measure:
    """As many answers and labels are compared as there are of both."""

    def measure(probabilities: Array, labels: Array) -> float:
        pairs = list(zip(probabilities.argmax(axis=0), labels, strict=False))
        right = sum(int(answer == label) for answer, label in pairs)
        return right / (len(labels) if over_all else len(pairs))

    return measure


@dataclass(frozen=True)
class Accuracy:
    """The one step of `accuracy`.

    Attributes:
        measure: what it gives for some images; None for what it gave for the first ones.
    """

    measure: _Measure | None = _share

    def shares(self, cases: tuple[Case, ...], first: Any) -> tuple[Any, ...]:
        """What comes out for some images, one case after the other; the name of an error ends it.

        Args:
            cases: what the function is asked.
            first: what it gave when it was first asked.
        """
        measure = self.measure
        if measure is None:
            if not isinstance(first, (int, float)):
                raise TypeError("what came first is no number")
            return (first,) * len(cases)
        values: list[Any] = []
        for probabilities, labels in cases:
            try:
                values.append(measure(probabilities, labels))
            except _Stopped as error:
                return (*values, str(error))
        return tuple(values)


RIGHT = {"accuracy": Accuracy()}

ENTRIES = (
    Misconception(
        id="percent",
        exercise="training",
        belief="Accuracy is in per cent.",
        hints=Hints(
            symptom="Your number is a hundred times what it should be.",
            idea="A share goes from 0 (none) to 1 (all); 0.75 and 75 per cent are the same share.",
            where="What does your function give when every image is read rightly?",
        ),
        replicas={"accuracy": tuple(Accuracy(measure=_per_cent(digits)) for digits in (None, 2, 1, 0))},
    ),
    Misconception(
        id="count",
        exercise="training",
        belief="Accuracy is how many images are read rightly.",
        hints=Hints(
            symptom="Your number grows with the number of images.",
            idea="Nine right ones are many of ten and few of a thousand: a share says how many of how many.",
            where="How many images there are should matter somewhere. Where does your function use it?",
        ),
        replicas={"accuracy": (Accuracy(measure=_count),)},
    ),
    Misconception(
        id="share_of_mistakes",
        exercise="training",
        belief="Accuracy is the share of images that are read wrongly.",
        hints=Hints(
            symptom="The better the model reads, the smaller your number is.",
            idea="Accuracy is about what goes well: 1 is the best that there is.",
            where="Look at how you compare answers and labels: which images are counted by that?",
        ),
        replicas={"accuracy": (Accuracy(measure=lambda *case: 1 - _share(*case)),)},
    ),
    Misconception(
        id="loss_and_accuracy",
        exercise="training",
        belief="Asked how good it is, the model answers with its accuracy and nothing else.",
        hints=Hints(
            symptom="Several numbers come back, where one is asked for.",
            idea="A model reports its loss and each metric that it was compiled with, all at once.",
            where="Print what you give back. Which of the numbers in it is the accuracy?",
        ),
        replicas={
            "accuracy": (
                Accuracy(measure=lambda *case: [_loss(*case), _share(*case)]),
                Accuracy(measure=lambda *case: (_loss(*case), _share(*case))),
                Accuracy(measure=lambda *case: {"accuracy": _share(*case), "loss": _loss(*case)}),
            )
        },
    ),
    Misconception(
        id="loss_for_accuracy",
        exercise="training",
        belief="What the model reports first is its accuracy (it is the loss).",
        hints=Hints(
            symptom="Your number may be above 1, and is small where the model reads well.",
            idea="The loss says how wrong the probabilities are, and training makes it smaller. Accuracy "
            "only counts which answers are right.",
            where="Where your function asks the model how good it is: which of its numbers do you take?",
        ),
        replicas={"accuracy": (Accuracy(measure=_loss),)},
    ),
    Misconception(
        id="confidence",
        exercise="training",
        belief="Accuracy is how sure the model is: the mean of the highest probabilities.",
        hints=Hints(
            symptom="Your number is the same whatever the labels are.",
            idea="A model can be sure and wrong. Only labels tell whether an answer is right.",
            where="Where does your function look at the labels?",
        ),
        replicas={"accuracy": (Accuracy(measure=_confidence),)},
    ),
    Misconception(
        id="wrong_axis",
        exercise="training",
        belief="The class with the highest probability is found along the axis of the images.",
        hints=Hints(
            symptom="There are as many answers as classes, not as many as images.",
            idea="The model gives a row of probabilities for each image; its answer is the best of this row.",
            where="For 24 images, how many answers does your function find? Along which axis does it look?",
        ),
        replicas={
            "accuracy": (
                *(Accuracy(measure=_over_images(error)) for error in ("ValueError", "InvalidArgumentError")),
                Accuracy(measure=_over_images("IndexError")),
                Accuracy(measure=_over_images_one_by_one(over_all=True)),
                Accuracy(measure=_over_images_one_by_one(over_all=False)),
            )
        },
    ),
    Misconception(
        id="constant",
        exercise="training",
        belief="Accuracy is always the same number.",
        hints=Hints(
            symptom="Your function gives the same number for all images and labels.",
            idea="Accuracy has to be measured anew for each model and each set of images.",
            where="Which line of your function asks the model what it sees?",
        ),
        replicas={"accuracy": (Accuracy(measure=None),)},
    ),
)
