"""What grading finds out about one submission, as plain types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Required, Self, TypedDict, Unpack, get_args

from grading.arrivals import Arrival
from grading.fields import Number

Status = Literal["graded", "absent", "ungraded", "invalid"]
Outcome = Literal["passed", "failed", "error", "timeout", "crashed", "missing"]

EXERCISE_NAMES = ("convolution", "pooling", "model", "training", "answers", "bonus")
"""Every exercise that a result names, in its order, whether or not this version grades it."""


@dataclass(frozen=True)
class TestResult:
    """How one hidden test went.

    Attributes:
        name: the test's name, unique over all graders.
        exercise: one of `EXERCISE_NAMES`.
        points: points won, from 0 to `max_points`.
        max_points: points to be won.
        outcome: how it ended.
        message: what the learner is told, plain text with newlines; may be empty.
        misconception: id of the known mistake that explains the outcome, if one does.
        beliefs: by id what the learner seems to believe, a sentence each; of that mistake, and of a
            second one where only both together explain the outcome.
        idea: what the test looks at, in the learner's words; empty where nothing was noted.
        revealed: of a test that was not passed, what this run asked and what is right; for learners only
            where the course says `full`.

    Raises:
        ValueError: for an unknown exercise or outcome, or points out of range.
    """

    __test__: ClassVar[bool] = False  # the name would make pytest collect it

    name: str
    exercise: str
    points: Number
    max_points: Number
    outcome: Outcome
    message: str = ""
    misconception: str | None = None
    idea: str = ""
    beliefs: Mapping[str, str] = field(default_factory=dict)
    revealed: str = ""

    def __post_init__(self) -> None:
        if self.exercise not in EXERCISE_NAMES:
            raise ValueError(
                f"test {self.name}: unknown exercise {self.exercise!r}, expected one of {EXERCISE_NAMES}"
            )
        if self.outcome not in get_args(Outcome):
            raise ValueError(
                f"test {self.name}: unknown outcome {self.outcome!r}, expected one of {get_args(Outcome)}"
            )
        if not 0 <= self.points <= self.max_points:
            raise ValueError(f"test {self.name}: {self.points} points given, expected 0 to {self.max_points}")

    @property
    def untried(self) -> bool:
        """Whether it looks at something that nobody has to write, and that was not written."""
        return self.exercise == "bonus" and self.outcome == "missing"


@dataclass(frozen=True)
class AnswerResult:
    """How one written answer was judged.

    Attributes:
        question: id of the question.
        points: points won.
        max_points: points to be won.
        met: ids of the criteria that the answer meets.
        missing: ids of those it does not.
        confidence: how sure the judgement is, from 0 to 1.
        needs_review: whether a person should look at it.
        flags: ids of what stood out.
        message: what the learner is told.
        digest: stands for the words of the answer, so that a person's decision about it holds for no other;
            "" where there is none.

    Raises:
        ValueError: for points or a confidence out of range.
    """

    question: str
    points: Number
    max_points: Number
    met: tuple[str, ...]
    missing: tuple[str, ...]
    confidence: float
    needs_review: bool
    flags: tuple[str, ...]
    message: str
    digest: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.points <= self.max_points:
            raise ValueError(
                f"answer {self.question}: {self.points} points given, expected 0 to {self.max_points}"
            )
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"answer {self.question}: confidence {self.confidence} given, expected 0 to 1")


@dataclass(frozen=True)
class ExerciseScore:
    """Points of one exercise; `score` is None where the kit could not judge."""

    score: Number | None
    max_score: Number


@dataclass(frozen=True)
class Adjustment:
    """Points that a person gave or took: one line of `overrides.csv`, or a reviewer's decision.

    Attributes:
        of: name of a test or an exercise, or id of a question.
        points: what it is worth now, instead of what was found.
        change: by how much that changes its points.
        reason: why, which the learner is shown.
        by: who decided; "" where that is not said.
    """

    of: str
    points: Number
    change: Number
    reason: str
    by: str = ""


class RunFacts(TypedDict, total=False):
    """What is true of a run whatever its verdict; see `Result` for what each field means."""

    digest: Required[str]
    submission_digest: str
    kit_version: Required[str]
    seed: int | None
    duration_s: float
    locks: tuple[str, ...]
    unsafe: bool
    release: str | None
    retried: tuple[str, ...]
    arrival: Arrival
    attempt: int


@dataclass(frozen=True, kw_only=True)
class Result:
    """Everything that is kept about one graded submission: the fields of `results/<student>.json`.

    Attributes:
        student: the learner's id.
        status: `graded`; `invalid` (nothing usable came: 0 everywhere); `ungraded` (the kit failed: no
            score); `absent` (nothing came).
        problem: why, for `invalid` and `ungraded`.
        score: points without the bonus; None for `ungraded`.
        max_score: points to be won without the bonus.
        bonus: points of the bonus; None for `ungraded`.
        exercises: a score for each of `EXERCISE_NAMES`, in that order.
        tests: the hidden tests' outcomes.
        answers: the written answers' judgements.
        seed: random seed of this submission's hidden tests; None where none ran.
        duration_s: seconds spent.
        digest: stands for all that was graded: submission, graders, settings.
        locks: the locks that held around the learner's code.
        unsafe: whether missing locks were waived.
        kit_version: version that graded.
        release: stamp of the release that the learner's files came from, None where unknown.
        submission_digest: stands for what the learner handed in alone; "" where that is not known.
        retried: names of the tests that were tried twice, since the machine may have held them up at first.
        arrival: from where, when and as what the submission came.
        attempt: the how-manieth of the learner's submissions it is, from 1.
        late_penalty: points taken off for being late.
        adjustments: what persons decided otherwise than the kit.
        adjustment: by how much they change the final score.
        final: what counts in the course: the score less the penalty, adjusted, with the bonus as the course
            says; None where there is no score.
    """

    student: str
    status: Status
    problem: str | None
    score: Number | None
    max_score: Number
    bonus: Number | None
    exercises: Mapping[str, ExerciseScore]
    tests: tuple[TestResult, ...]
    answers: tuple[AnswerResult, ...]
    seed: int | None = None
    duration_s: float = 0.0
    digest: str
    locks: tuple[str, ...] = ()
    unsafe: bool = False
    kit_version: str
    release: str | None = None
    submission_digest: str = ""
    retried: tuple[str, ...] = ()
    arrival: Arrival = field(default_factory=Arrival)
    attempt: int = 1
    late_penalty: Number = 0
    adjustments: tuple[Adjustment, ...] = ()
    adjustment: Number = 0
    final: Number | None = None

    @classmethod
    def from_tests(
        cls,
        student: str,
        tests: Sequence[TestResult],
        answers: Sequence[AnswerResult] = (),
        **facts: Unpack[RunFacts],
    ) -> Self:
        """The result of a submission that was graded: its scores are sums over tests and answers."""
        points: dict[str, Number] = dict.fromkeys(EXERCISE_NAMES, 0)
        most: dict[str, Number] = dict.fromkeys(EXERCISE_NAMES, 0)
        for test in tests:
            points[test.exercise] += test.points
            most[test.exercise] += test.max_points
        for answer in answers:
            points["answers"] += answer.points
            most["answers"] += answer.max_points
        return cls(
            student=student,
            status="graded",
            problem=None,
            score=_total(points),
            max_score=_total(most),
            bonus=tidy(points["bonus"]),
            exercises={name: ExerciseScore(tidy(points[name]), tidy(most[name])) for name in EXERCISE_NAMES},
            tests=tuple(tests),
            answers=tuple(answers),
            final=_total(points),
            **facts,
        )

    @classmethod
    def without_tests(
        cls,
        student: str,
        status: Literal["absent", "invalid", "ungraded"],
        problem: str | None,
        max_scores: Mapping[str, Number],
        **facts: Unpack[RunFacts],
    ) -> Self:
        """The result where no verdict exists: `invalid` and `absent` score 0, `ungraded` nothing.

        Args:
            student: the learner's id.
            status: whose fault it is: `invalid` the submission's, `ungraded` the kit's; `absent` where
                nothing came.
            problem: what went wrong and what to do next; None for `absent`.
            max_scores: points to be won in each exercise that this run grades.
            facts: see `RunFacts`.
        """
        score = None if status == "ungraded" else 0
        most = {name: max_scores.get(name, 0) for name in EXERCISE_NAMES}
        return cls(
            student=student,
            status=status,
            problem=problem,
            score=score,
            max_score=_total(most),
            bonus=score,
            exercises={name: ExerciseScore(score, tidy(most[name])) for name in EXERCISE_NAMES},
            tests=(),
            answers=(),
            final=score,
            **facts,
        )

    @property
    def to_review(self) -> tuple[AnswerResult, ...]:
        """The written answers that a person should look at: those that are in doubt, and not decided yet."""
        decided = {one.of for one in self.adjustments}
        return tuple(
            answer
            for answer in self.answers
            if answer.needs_review and not decided & {answer.question, "answers"}
        )

    @property
    def needs_review(self) -> bool:
        """Whether a person should look at one of the written answers."""
        return bool(self.to_review)


def tidy(points: Number) -> Number:
    """Points as people write them: 25, not 25.0, and no rounding dust (0.1 + 0.2 is 0.3)."""
    rounded = round(points, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _total(points: Mapping[str, Number]) -> Number:
    return tidy(sum(value for name, value in points.items() if name != "bonus"))
