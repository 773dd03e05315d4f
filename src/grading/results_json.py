"""Results as the JSON that others read."""

from collections.abc import Callable
from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from datetime import datetime
from typing import Any, TypeVar, get_args

from grading.arrivals import Arrival, Source
from grading.fields import Fields, ResultFormatError
from grading.results import (
    EXERCISE_NAMES,
    Adjustment,
    AnswerResult,
    ExerciseScore,
    Outcome,
    Result,
    Status,
    TestResult,
    tidy,
)

_Checked = TypeVar("_Checked")


def as_dict(result: Result) -> dict[str, Any]:
    """A result as plain data for JSON, its fields in the documented order."""
    plain: dict[str, Any] = _tidied(asdict(result))
    moment = result.arrival.submitted_at
    plain["arrival"]["submitted_at"] = moment and moment.isoformat()
    return plain


def from_dict(data: object) -> Result:
    """Read what `as_dict` gave.

    Raises:
        ResultFormatError: where a field is absent, unknown or holds what does not belong there.
    """
    fields = Fields(data, "the result", _names(Result))
    exercises = Fields(fields.anything("exercises"), "exercises", EXERCISE_NAMES)
    return Result(
        student=fields.text("student"),
        status=fields.choice("status", get_args(Status)),
        problem=fields.text_or_none("problem"),
        score=fields.number_or_none("score"),
        max_score=fields.number("max_score"),
        bonus=fields.number_or_none("bonus"),
        exercises={name: _exercise(exercises.anything(name), name) for name in EXERCISE_NAMES},
        tests=tuple(_test(item) for item in fields.items("tests")),
        answers=tuple(_answer(item) for item in fields.items("answers")),
        seed=fields.whole_or_none("seed"),
        duration_s=fields.number("duration_s"),
        digest=fields.text("digest"),
        locks=fields.texts("locks"),
        unsafe=fields.flag("unsafe"),
        kit_version=fields.text("kit_version"),
        release=fields.text_or_none("release"),
        submission_digest=fields.text("submission_digest"),
        retried=fields.texts("retried"),
        arrival=_arrival(fields.anything("arrival")),
        attempt=fields.whole("attempt"),
        late_penalty=fields.number("late_penalty"),
        adjustments=tuple(_adjustment(item) for item in fields.items("adjustments")),
        adjustment=fields.number("adjustment"),
        final=fields.number_or_none("final"),
    )


def _tidied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tidied(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_tidied(item) for item in value]
    return tidy(value) if isinstance(value, float) else value


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in dataclass_fields(kind))


def _exercise(data: object, name: str) -> ExerciseScore:
    fields = Fields(data, f"exercise {name}", _names(ExerciseScore))
    return ExerciseScore(fields.number_or_none("score"), fields.number("max_score"))


def _test(data: object) -> TestResult:
    fields = Fields(data, "a test", _names(TestResult))
    return _checked(
        TestResult,
        name=fields.text("name"),
        exercise=fields.text("exercise"),
        points=fields.number("points"),
        max_points=fields.number("max_points"),
        outcome=fields.choice("outcome", get_args(Outcome)),
        message=fields.text("message"),
        misconception=fields.text_or_none("misconception"),
        idea=fields.text("idea"),
        beliefs=fields.texts_by_name("beliefs"),
        revealed=fields.text("revealed"),
    )


def _answer(data: object) -> AnswerResult:
    fields = Fields(data, "an answer", _names(AnswerResult))
    return _checked(
        AnswerResult,
        question=fields.text("question"),
        points=fields.number("points"),
        max_points=fields.number("max_points"),
        met=fields.texts("met"),
        missing=fields.texts("missing"),
        confidence=fields.number("confidence"),
        needs_review=fields.flag("needs_review"),
        flags=fields.texts("flags"),
        message=fields.text("message"),
        digest=fields.text("digest"),
    )


def _arrival(data: object) -> Arrival:
    fields = Fields(data, "the arrival", _names(Arrival))
    moment = fields.text_or_none("submitted_at")
    return Arrival(
        source=fields.choice("source", get_args(Source)),
        key=fields.text("key"),
        name=fields.text("name"),
        entries=fields.texts("entries"),
        submitted_at=None if moment is None else _moment(moment),
        marked_late=fields.flag("marked_late"),
    )


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ResultFormatError(f"submitted_at is {text!r}, expected a date and time") from None


def _adjustment(data: object) -> Adjustment:
    fields = Fields(data, "an adjustment", _names(Adjustment))
    return Adjustment(
        of=fields.text("of"),
        points=fields.number("points"),
        change=fields.number("change"),
        reason=fields.text("reason"),
        by=fields.text("by"),
    )


def _checked(kind: Callable[..., _Checked], **values: object) -> _Checked:
    try:
        return kind(**values)
    except ValueError as error:
        raise ResultFormatError(str(error)) from error
