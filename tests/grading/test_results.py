import json
import math
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from grading.arrivals import Arrival
from grading.fields import ResultFormatError
from grading.results import EXERCISE_NAMES, Adjustment, AnswerResult, Result, TestResult, tidy
from grading.results_json import as_dict, from_dict

MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))


def make_test(**changes: Any) -> TestResult:
    fields: dict[str, Any] = {
        "name": "test_relu",
        "exercise": "convolution",
        "points": 2,
        "max_points": 2,
        "outcome": "passed",
        "message": "",
        "misconception": None,
        "idea": "Negative values become zero",
    }
    return TestResult(**(fields | changes))


ANSWER = AnswerResult("max_pooling", 6, 10, ("a",), ("b", "c"), 0.75, True, ("quote",), "Nearly there.")


def make_result(**changes: Any) -> Result:
    fields: dict[str, Any] = {"digest": "d1", "kit_version": "0.1.0", "seed": 7}
    return Result.from_tests("anna", [make_test()], [ANSWER], **(fields | changes))


def test_scores_are_sums_and_the_bonus_stands_apart() -> None:
    tests = [
        make_test(name="a", points=6, max_points=6),
        make_test(name="b", points=0.1, max_points=4, outcome="failed"),
        make_test(name="c", points=0.2, max_points=4, outcome="failed"),
        make_test(name="d", exercise="bonus", points=4, max_points=10),
    ]

    result = Result.from_tests("anna", tests, [ANSWER], digest="d", kit_version="1")

    assert result.status == "graded"
    assert result.problem is None
    assert (result.score, result.max_score, result.bonus) == (12.3, 24, 4)
    assert {name: (score.score, score.max_score) for name, score in result.exercises.items()} == {
        "convolution": (6.3, 14),
        "pooling": (0, 0),
        "model": (0, 0),
        "training": (0, 0),
        "answers": (6, 10),
        "bonus": (4, 10),
    }
    assert result.needs_review


def test_only_a_bonus_that_was_not_written_is_untried() -> None:
    assert make_test(exercise="bonus", points=0, outcome="missing").untried
    assert not make_test(exercise="bonus", points=0, outcome="failed").untried
    assert not make_test(exercise="model", points=0, outcome="missing").untried


@pytest.mark.parametrize(("status", "score"), [("invalid", 0), ("ungraded", None)])
def test_without_tests_every_exercise_has_its_maximum(status: Any, score: int | None) -> None:
    result = Result.without_tests(
        "anna", status, "why", {"convolution": 25, "pooling": 15, "bonus": 10}, digest="d", kit_version="1"
    )

    assert (result.score, result.bonus, result.max_score) == (score, score, 40)
    assert [exercise.score for exercise in result.exercises.values()] == [score] * 6
    assert [exercise.max_score for exercise in result.exercises.values()] == [25, 15, 0, 0, 0, 10]
    assert result.problem == "why"


def test_json_has_the_documented_fields() -> None:
    data = as_dict(make_result(locks=("network", "files"), unsafe=True, duration_s=1.5))

    assert list(data) == [
        "student",
        "status",
        "problem",
        "score",
        "max_score",
        "bonus",
        "exercises",
        "tests",
        "answers",
        "seed",
        "duration_s",
        "digest",
        "locks",
        "unsafe",
        "kit_version",
        "release",
        "submission_digest",
        "retried",
        "arrival",
        "attempt",
        "late_penalty",
        "adjustments",
        "adjustment",
        "final",
    ]
    assert list(data["exercises"]) == list(EXERCISE_NAMES)
    assert data["exercises"]["convolution"] == {"score": 2, "max_score": 2}
    assert data["tests"] == [
        {
            "name": "test_relu",
            "exercise": "convolution",
            "points": 2,
            "max_points": 2,
            "outcome": "passed",
            "message": "",
            "misconception": None,
            "idea": "Negative values become zero",
            "beliefs": {},
            "revealed": "",
        }
    ]
    assert data["answers"] == [
        {
            "question": "max_pooling",
            "points": 6,
            "max_points": 10,
            "met": ["a"],
            "missing": ["b", "c"],
            "confidence": 0.75,
            "needs_review": True,
            "flags": ["quote"],
            "message": "Nearly there.",
            "digest": "",
        }
    ]
    assert (data["locks"], data["unsafe"], data["seed"]) == (["network", "files"], True, 7)


def test_json_writes_whole_points_as_people_do() -> None:
    text = json.dumps(
        as_dict(Result.from_tests("a", [make_test(points=2.0, max_points=2.0)], digest="d", kit_version="1"))
    )

    assert '"score": 2,' in text
    assert "2.0" not in text


@pytest.mark.parametrize(
    "result",
    [
        make_result(duration_s=0.25, release="r1", locks=("network",), retried=("test_relu",)),
        replace(
            make_result(),
            arrival=Arrival("canvas", "77", "roe jane", ("roejane_77_8_a.zip",), MOMENT, marked_late=True),
            attempt=2,
            late_penalty=1.5,
            adjustments=(Adjustment("test_relu", 2, 1, "a typing error of ours", "jd"),),
            adjustment=1,
            final=9.5,
        ),
        Result.without_tests("Zoë \udce9", "ungraded", "why", {"pooling": 15}, digest="d", kit_version="1"),
    ],
    ids=["graded", "in a course", "ungraded"],
)
def test_from_dict_reads_what_as_dict_gave(result: Result) -> None:
    assert from_dict(json.loads(json.dumps(as_dict(result)))) == result


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("score",), "25", "the result: score is '25' (str), expected a finite number"),
        (("score",), True, "score is True (bool), expected a finite number"),
        (("max_score",), None, "max_score is null, expected a finite number"),
        (("max_score",), math.nan, "max_score is nan (float), expected a finite number"),
        (("status",), "done", "status is 'done' (str), expected one of graded, absent, ungraded, invalid"),
        (("student",), 3, "student is 3 (int), expected a text"),
        (("seed",), 1.5, "seed is 1.5 (float), expected a whole number or null"),
        (("unsafe",), 0, "unsafe is 0 (int), expected true or false"),
        (("locks",), ["network", 3], "expected a list of texts"),
        (("retried",), "test_relu", "retried is 'test_relu' (str), expected a list"),
        (("tests",), {}, "tests is {} (dict), expected a list"),
        (("tests", 0), None, "a test is null, expected an object with name, exercise"),
        (("tests", 0, "outcome"), "won", "a test: outcome is 'won' (str), expected one of passed, failed"),
        (("tests", 0, "exercise"), "cooking", "unknown exercise 'cooking'"),
        (("tests", 0, "points"), 3, "3 points given, expected 0 to 2"),
        (("tests", 0, "points"), -1, "-1 points given, expected 0 to 2"),
        (("answers", 0, "points"), 11, "answer max_pooling: 11 points given, expected 0 to 10"),
        (("answers", 0, "confidence"), 1.5, "answer max_pooling: confidence 1.5 given, expected 0 to 1"),
        (("answers", 0, "met"), "a", "an answer: met is 'a' (str), expected a list"),
        (("exercises", "pooling", "score"), [], "exercise pooling: score is [] (list)"),
        (("extra",), 1, "extra is unknown"),
        (("exercises", "cooking"), {}, "cooking is unknown"),
    ],
)
def test_from_dict_names_what_is_wrong(path: tuple[Any, ...], value: object, message: str) -> None:
    data: Any = as_dict(make_result())
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value

    with pytest.raises(ResultFormatError) as caught:
        from_dict(data)

    assert message in str(caught.value)


@pytest.mark.parametrize("name", list(as_dict(make_result())))
def test_from_dict_misses_every_absent_field(name: str) -> None:
    data = as_dict(make_result())
    del data[name]

    with pytest.raises(ResultFormatError, match=f"{name} is absent"):
        from_dict(data)


@pytest.mark.parametrize("data", [None, [], "result", 3])
def test_from_dict_refuses_what_is_no_object(data: object) -> None:
    with pytest.raises(ResultFormatError, match="expected an object with student, status"):
        from_dict(data)


@pytest.mark.parametrize(("points", "shown"), [(25.0, "25"), (0.1 + 0.2, "0.3"), (2.5, "2.5"), (0, "0")])
def test_tidy_points(points: float, shown: str) -> None:
    assert str(tidy(points)) == shown
