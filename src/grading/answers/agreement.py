"""How well the rules agree with people on answers that people have labelled."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading.answers.marking import grade_answer
from grading.fields import Number
from grading.results import AnswerResult


class LabelError(ValueError):
    """A file of labelled answers that can't be used; the message names file, line and reason."""


@dataclass(frozen=True)
class Labelled:
    """An answer with what a person found in it.

    Attributes:
        id: stands for the answer.
        question: id of its question.
        text: the answer.
        met: the criteria that it meets.
        points: what they are worth.
        gaming: whether it was written to fool the grader.
    """

    id: str
    question: str
    text: str
    met: frozenset[str]
    points: Number
    gaming: bool

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the third that rules are measured on and never written from."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 3 == 0


@dataclass(frozen=True)
class Agreement:
    """How the rules and the labels compare on some answers to one question.

    Attributes:
        answers: how many were compared.
        criteria: for each criterion the share of answers on which both decide alike.
        kappa: quadratic weighted kappa of the points.
        reviewed: share of answers that are sent to a person.
        exact: share with the right points, among those that are not.
        furthest: the most points that one of those is off.
        gaming_paid: gamed answers that got more than 30 % of the points without review.
    """

    answers: int
    criteria: dict[str, float]
    kappa: float
    reviewed: float
    exact: float
    furthest: Number
    gaming_paid: int


def read_labelled(path: Path) -> list[Labelled]:
    """Read answers with labels: a JSON object a line with the fields of `Labelled`; further ones are ignored.

    Raises:
        LabelError: a line is something else.
        OSError: the file can't be read.
    """
    labelled = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            fields = json.loads(line)
            labelled.append(
                Labelled(
                    id=str(fields["id"]),
                    question=str(fields["question"]),
                    text=str(fields["text"]),
                    met=frozenset(fields["met"]),
                    points=fields["points"],
                    gaming=bool(fields["gaming"]),
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            raise LabelError(
                f"{path}, line {number}: expected a JSON object with id, question, text, met, points and "
                f"gaming ({type(error).__name__}: {error})"
            ) from error
    return labelled


def measure(
    labelled: Sequence[Labelled], grade: Callable[[str, str], AnswerResult] = grade_answer
) -> dict[str, Agreement]:
    """Compare the rules with the labels, question by question.

    Args:
        labelled: answers to one question or several.
        grade: what judges an answer.
    """
    return {
        question: _compare([(one, grade(question, one.text)) for one in labelled if one.question == question])
        for question in sorted({one.question for one in labelled})
    }


def _compare(pairs: Sequence[tuple[Labelled, AnswerResult]]) -> Agreement:
    unreviewed = [(label, result) for label, result in pairs if not result.needs_review]
    off = [abs(label.points - result.points) for label, result in unreviewed]
    criteria = [*pairs[0][1].met, *pairs[0][1].missing]
    return Agreement(
        answers=len(pairs),
        criteria={
            name: _share((name in label.met) == (name in result.met) for label, result in pairs)
            for name in sorted(criteria)
        },
        kappa=quadratic_kappa([(label.points, result.points) for label, result in pairs]),
        reviewed=1 - len(unreviewed) / len(pairs),
        exact=_share(difference == 0 for difference in off),
        furthest=max(off, default=0),
        gaming_paid=sum(
            label.gaming and result.points > 0.3 * result.max_points for label, result in unreviewed
        ),
    )


def quadratic_kappa(pairs: Sequence[tuple[Number, Number]]) -> float:
    """Cohen's kappa of two raters' points with quadratic weights: 1 agreement, 0 no more than by chance.

    Cohen (1968), Weighted kappa, Psychological Bulletin 70(4): one minus the mean squared difference of the
    pairs over that of all combinations of the two raters' points.
    """
    observed = sum((first - second) ** 2 for first, second in pairs) / len(pairs)
    by_chance = sum((first - second) ** 2 for first, _ in pairs for _, second in pairs) / len(pairs) ** 2
    return 1 - observed / by_chance if by_chance else 1.0


def _share(decisions: Iterable[bool]) -> float:
    counted = list(decisions)
    return sum(counted) / len(counted) if counted else 1.0
