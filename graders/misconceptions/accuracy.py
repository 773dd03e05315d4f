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
        belief="Accuracy is given in percent.",
        hints=Hints(
            symptom="Your number is a hundred times what it should be.",
            idea="A share goes from 0 (none) to 1 (all): 0.75 and 75 percent are the same share.",
            where="What does your function give when every answer is right?",
        ),
        replicas={"accuracy": tuple(Accuracy(measure=_per_cent(digits)) for digits in (None, 2, 1, 0))},
    ),
    Misconception(
        id="count",
        exercise="training",
        belief="Accuracy is the number of right answers.",
        hints=Hints(
            symptom="Your number grows with the number of images.",
            idea="Nine right answers are many of ten, but few of a thousand. A share says how many of "
            "how many.",
            where="Where does your function use the number of images?",
        ),
        replicas={"accuracy": (Accuracy(measure=_count),)},
    ),
    Misconception(
        id="share_of_mistakes",
        exercise="training",
        belief="Accuracy is the share of wrong answers.",
        hints=Hints(
            symptom="The better the model is, the smaller your number is.",
            idea="Accuracy is about what goes well: 1 is the best that there is.",
            where="Which images does your function count: those with a right answer, or the others?",
        ),
        replicas={"accuracy": (Accuracy(measure=lambda *case: 1 - _share(*case)),)},
    ),
    Misconception(
        id="loss_and_accuracy",
        exercise="training",
        belief="When it is asked how good it is, the model answers with its accuracy and nothing else.",
        hints=Hints(
            symptom="Your function gives back several numbers where one is asked for.",
            idea="A model reports its loss and every metric that it was compiled with, all at once.",
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
        belief="The first number that the model reports is its accuracy.",
        hints=Hints(
            symptom="Your number can be above 1, and it is smaller for a better model.",
            idea="The loss says how wrong the probabilities are, and training makes it smaller. "
            "Accuracy counts which answers are right.",
            where="Where your function asks the model how good it is, which of the numbers does it take?",
        ),
        replicas={"accuracy": (Accuracy(measure=_loss),)},
    ),
    Misconception(
        id="confidence",
        exercise="training",
        belief="Accuracy is how sure the model is: the mean of the highest probabilities.",
        hints=Hints(
            symptom="Your number stays the same, whatever the labels are.",
            idea="A model can be sure and wrong. Only the labels tell whether an answer is right.",
            where="Where does your function look at the labels?",
        ),
        replicas={"accuracy": (Accuracy(measure=_confidence),)},
    ),
    Misconception(
        id="wrong_axis",
        exercise="training",
        belief="The highest probability is looked for along the axis of the images.",
        hints=Hints(
            symptom="Your function finds as many answers as there are classes, not as many as there "
            "are images.",
            idea="The model gives a row of probabilities for each image, and its answer is the place "
            "of the largest one in that row.",
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
        belief="Accuracy is a fixed number, so it does not depend on the images.",
        hints=Hints(
            symptom="Your function gives the same number for all images and labels.",
            idea="Accuracy depends on the model and on the images, so it has to be worked out anew "
            "each time.",
            where="Which line of your function compares what the model answers with the labels?",
        ),
        replicas={"accuracy": (Accuracy(measure=None),)},
    ),
)
