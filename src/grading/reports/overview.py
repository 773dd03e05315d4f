"""The page of a class at a glance: how it did, what was hard, and who needs a look."""

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from grading.fields import Number
from grading.reports.beliefs import held_beliefs
from grading.reports.pages import idea, render, title, words
from grading.results import EXERCISE_NAMES, Outcome, Result, Status, TestResult

_STATUSES: dict[Status, str] = {
    "graded": "graded",
    "invalid": "could not be read",
    "ungraded": "not graded: the kit failed",
    "absent": "nothing came in",
}
_ENDINGS: dict[Outcome, str] = {
    "failed": "not right",
    "error": "raised an error",
    "timeout": "took too long",
    "crashed": "crashed",
    "missing": "not written",
}
_BINS = 10
_MOST_NAMED = 12
"""So many learners are named at a misconception; `misconceptions.csv` has all."""
_WORST_FIRST: tuple[Status, ...] = ("ungraded", "invalid", "graded")


@dataclass(frozen=True)
class Exercise:
    """How a class did in one exercise; percentages are of the points that could be won."""

    title: str
    learners: int
    max_score: Number
    mean: float
    median: float
    full: int

    @property
    def percent(self) -> float:
        """The mean in per cent of the points."""
        return 100 * self.mean / self.max_score


@dataclass(frozen=True)
class HiddenTest:
    """How a class did in one hidden test."""

    idea: str
    title: str
    name: str
    learners: int
    endings: Counter[Outcome]

    @property
    def open(self) -> int:
        """How many learners did not pass it."""
        return self.learners - self.endings["passed"]

    @property
    def percent(self) -> float:
        """The share of learners that did not pass it, in per cent."""
        return 100 * self.open / self.learners

    @property
    def how(self) -> str:
        """How it ended for those, the most frequent first."""
        ended = [(ending, count) for ending, count in self.endings.most_common() if ending != "passed"]
        return ", ".join(f"{count} {_ENDINGS[ending]}" for ending, count in ended)


@dataclass(frozen=True)
class Question:
    """How a class did in one question."""

    question: str
    learners: int
    max_points: Number
    mean: float
    to_review: int
    missed: str


@dataclass(frozen=True)
class Bar:
    """Learners whose score, in per cent, is from `least` to under the next bar's; the last holds 100 too."""

    least: int
    learners: int

    @property
    def most(self) -> int:
        """The highest whole percentage in it."""
        return 100 if self.least + 100 // _BINS == 100 else self.least + 100 // _BINS - 1


@dataclass(frozen=True)
class Look:
    """A learner whose result a person should look at."""

    student: str
    page: str
    reasons: Sequence[str]


def overview_page(
    results: Sequence[Result], page_of: Callable[[str], str], notices: Sequence[str] = ()
) -> str:
    """`report.html`: one HTML file that loads nothing and runs nothing.

    Scores count where a submission was graded; one that could not be read is listed, but tells nothing of how
    hard an exercise is.

    Args:
        results: the results of a class, of any number.
        page_of: the address of a learner's page, relative to this one.
        notices: what else an instructor should know.
    """
    graded = [result for result in results if result.status == "graded"]
    shares = [
        100 * result.score / result.max_score
        for result in graded
        if result.max_score and result.score is not None
    ]
    tests = hidden_tests(graded)
    exercises = {name: line for name in EXERCISE_NAMES if (line := exercise(name, graded)) is not None}
    counts = Counter(result.status for result in results)
    return render(
        "report.html",
        total=len(results),
        statuses=[(counts[status], said) for status, said in _STATUSES.items() if counts[status]],
        unsafe=sum(result.unsafe for result in results),
        shares=shares,
        mean=statistics.fmean(shares) if shares else 0,
        median=statistics.median(shares) if shares else 0,
        bars=histogram(shares),
        bonus=exercises.pop("bonus", None),
        tried_bonus=sum(1 for result in graded if result.bonus),
        exercises=list(exercises.values()),
        hard=[test for test in tests if test.open],
        easy=[test for test in tests if not test.open],
        beliefs=held_beliefs(graded),
        most_named=_MOST_NAMED,
        page_of=page_of,
        questions=list(questions(graded)),
        looks=looks(results, page_of),
        notices=notices,
        kit_versions=sorted({result.kit_version for result in results}),
    )


def histogram(shares: Iterable[float]) -> list[Bar]:
    """How many scores, in per cent, lie in each tenth of the scale."""
    counts = Counter(min(int(share * _BINS / 100), _BINS - 1) for share in shares)
    return [Bar(number * 100 // _BINS, counts[number]) for number in range(_BINS)]


def exercise(name: str, graded: Iterable[Result]) -> Exercise | None:
    """How a class did in an exercise; None where it was graded for nobody."""
    scores = [score for result in graded if (score := result.exercises[name]).max_score]
    if not scores:
        return None
    points = [score.score or 0 for score in scores]
    return Exercise(
        title=title(name),
        learners=len(scores),
        max_score=max(score.max_score for score in scores),
        mean=statistics.fmean(points),
        median=statistics.median(points),
        full=sum(score.score == score.max_score for score in scores),
    )


def hidden_tests(graded: Iterable[Result]) -> list[HiddenTest]:
    """How a class did in each hidden test, the one that most learners did not pass first.

    Of the bonus, those count who tried.
    """
    first: dict[str, TestResult] = {}
    endings: dict[str, Counter[Outcome]] = {}
    for result in graded:
        for test in result.tests:
            if test.untried:
                continue
            first.setdefault(test.name, test)
            endings.setdefault(test.name, Counter())[test.outcome] += 1
    lines = [
        HiddenTest(idea(test), title(test.exercise), name, endings[name].total(), endings[name])
        for name, test in first.items()
    ]
    return sorted(lines, key=lambda line: -line.percent)


def questions(graded: Sequence[Result]) -> Iterator[Question]:
    """How a class did in each question of the written answers."""
    to_read = Counter(answer.question for result in graded for answer in result.to_review)
    answers = [answer for result in graded for answer in result.answers]
    for question in dict.fromkeys(answer.question for answer in answers):
        given = [answer for answer in answers if answer.question == question]
        missed = Counter(criterion for answer in given for criterion in answer.missing)
        yield Question(
            question=question,
            learners=len(given),
            max_points=max(answer.max_points for answer in given),
            mean=statistics.fmean(answer.points for answer in given),
            to_review=to_read[question],
            missed=", ".join(f"{words(criterion)} ({count})" for criterion, count in missed.most_common()),
        )


def looks(results: Iterable[Result], page_of: Callable[[str], str]) -> list[Look]:
    """Who needs a look and why; first those without a score, then those whose file could not be read."""
    ordered = sorted(results, key=lambda result: (_urgency(result), result.student))
    return [
        Look(result.student, page_of(result.student), reasons)
        for result in ordered
        if (reasons := list(_reasons(result)))
    ]


def _urgency(result: Result) -> int:
    return _WORST_FIRST.index(result.status) if result.status in _WORST_FIRST else len(_WORST_FIRST)


def _reasons(result: Result) -> Iterator[str]:
    if result.problem is not None:
        yield result.problem
    to_review = len(result.to_review)
    if to_review:
        yield f"{_number(to_review, 'written answer')} to read"
    for outcome in ("crashed", "timeout"):
        names = {test.name for test in result.tests if test.outcome == outcome}
        if names:
            twice = ", tried twice" if names <= set(result.retried) else ""
            yield f"{_number(len(names), 'test')} {_ENDINGS[outcome]}{twice}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
