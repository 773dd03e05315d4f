"""What counts in a course: late days, what persons decided, the bonus."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.arrivals import Arrival
from grading.policy.course import NO_COURSE, Bonus, Course, Enrolled, Override
from grading.policy.finals import settled
from grading.policy.lateness import last_deadline, level_at
from grading.policy.worth import Worth
from grading.results import AnswerResult, Result, TestResult

BERLIN = ZoneInfo("Europe/Berlin")
DEADLINE = datetime(2026, 11, 30, 23, 59, tzinfo=BERLIN)
WORTH = Worth(
    {"one": 10, "two": 5, "seven": 20, "max_pooling": 10, "extra": 10},
    {
        "one": "pooling",
        "two": "pooling",
        "max_pool": "pooling",
        "seven": "model",
        "max_pooling": "answers",
        "extra": "bonus",
    },
    {"one": "max_pool", "two": "max_pool"},
)
LATE = Course(deadline=DEADLINE, late_percent=10, grace=timedelta(minutes=15))


def made(one: float = 10, two: float = 5, seven: float = 20, answer: float = 10, extra: float = 0) -> Result:
    won = {"one": one, "two": two, "seven": seven, "extra": extra}
    tests = [
        TestResult(name, WORTH.exercise_of[name], points, WORTH.points[name], "failed")
        for name, points in won.items()
    ]
    answers = [AnswerResult("max_pooling", answer, 10, (), (), 1, True, (), "")]
    return Result.from_tests("anna", tests, answers, digest="d", kit_version="0")


def counted(
    result: Result,
    course: Course,
    submitted_at: datetime | None = DEADLINE,
    student: str = "anna",
) -> Result:
    return settled(result, course, WORTH, student, Arrival(submitted_at=submitted_at), 1)


def of(*lines: Sequence[Any], **more: Any) -> Course:
    overrides = tuple(Override(who, what, points, "so", "K.") for who, what, points in lines)
    return Course(overrides=overrides, **more)


def changes(result: Result) -> list[tuple[str, float]]:
    return [(one.of, one.change) for one in result.adjustments]


def test_without_a_course_the_score_is_final() -> None:
    result = counted(made(one=3, extra=10), NO_COURSE)
    assert (result.final, result.late_penalty, result.adjustment) == (38, 0, 0)


@pytest.mark.parametrize(
    ("late_by", "penalty"),
    [
        (timedelta(days=-3), 0),
        (timedelta(), 0),
        (timedelta(minutes=15), 0),
        (timedelta(minutes=15, seconds=1), 4.5),
        (timedelta(days=1, minutes=15), 4.5),
        (timedelta(days=1, minutes=15, seconds=1), 9),
        (timedelta(days=9, minutes=20), 45),
        (timedelta(days=400), 45),
    ],
)
def test_each_begun_day_after_the_grace_costs_its_percentage_of_the_score(
    late_by: timedelta, penalty: float
) -> None:
    result = counted(made(extra=10), LATE, DEADLINE + late_by)
    assert (result.score, result.late_penalty, result.final) == (45, penalty, 45 - penalty)


def test_days_are_as_long_as_they_really_were() -> None:
    before = datetime(2026, 10, 24, 12, tzinfo=BERLIN)  # the clocks are put back in the night after it
    course = Course(deadline=before, late_percent=10)
    assert counted(made(), course, datetime(2026, 10, 25, 11, tzinfo=BERLIN)).late_penalty == 4.5
    assert counted(made(), course, datetime(2026, 10, 25, 12, tzinfo=BERLIN)).late_penalty == 9
    assert counted(made(), course, before.astimezone(UTC)).late_penalty == 0


def test_what_lies_half_way_is_rounded_in_the_learners_favour() -> None:
    course = Course(deadline=DEADLINE, late_percent=0.5)
    assert (
        counted(made(one=8, two=0, seven=0, answer=1), course, DEADLINE + timedelta(1)).late_penalty == 0.04
    )
    assert (
        counted(made(one=8, two=0, seven=0, answer=2), course, DEADLINE + timedelta(1)).late_penalty == 0.05
    )


def test_who_has_an_own_deadline_is_late_by_that() -> None:
    later, sooner = DEADLINE + timedelta(7), DEADLINE - timedelta(7)
    course = replace(LATE, roster={"anna": Enrolled("anna", due=later), "ben": Enrolled("ben", due=sooner)})
    assert counted(made(), course, later).late_penalty == 0
    assert counted(made(), course, DEADLINE, "ben").late_penalty == 31.5
    assert counted(made(), course, DEADLINE + timedelta(1), "who is not on the roster").late_penalty == 4.5


def test_nobody_pays_for_a_time_that_is_not_known() -> None:
    late = settled(made(), LATE, WORTH, "anna", Arrival(marked_late=True), 1)
    assert (late.late_penalty, late.final) == (0, 45)


def test_points_of_a_person_take_the_place_of_those_that_were_found() -> None:
    result = counted(
        made(two=0, answer=4), of(("anna", "two", 5), ("anna", "max_pooling", 1), ("ben", "one", 0))
    )
    assert changes(result) == [("two", 5), ("max_pooling", -3)]
    assert (result.score, result.adjustment, result.final) == (34, 2, 36)
    assert (result.adjustments[0].points, result.adjustments[0].reason, result.adjustments[0].by) == (
        5,
        "so",
        "K.",
    )
    assert [test.points for test in result.tests] == [10, 0, 20, 0], "what was found stays"
    assert result.exercises["pooling"].score == 10


def test_a_line_about_an_exercise_settles_all_of_it() -> None:
    lines = [("anna", "pooling", 9), ("anna", "two", 5), ("*", "one", 10)]
    for course in (of(*lines), of(*reversed(lines))):
        assert changes(counted(made(one=2, two=0), course)) == [("pooling", 7)]


def test_a_function_is_what_its_tests_are_together() -> None:
    lines = [("anna", "max_pool", 9), ("anna", "two", 5)]
    for course in (of(*lines), of(*reversed(lines))):
        assert changes(counted(made(one=2, two=0), course)) == [("max_pool", 7)]
    assert changes(counted(made(one=2, two=0), of(*lines, ("*", "pooling", 15)))) == [("pooling", 13)]
    assert (WORTH.most("max_pool"), WORTH.most("pooling")) == (15, 15)


def test_an_own_line_goes_before_one_for_everyone() -> None:
    lines = [("*", "two", 5), ("anna", "two", 1)]
    for course in (of(*lines), of(*reversed(lines))):
        assert changes(counted(made(two=0), course)) == [("two", 1)]
        assert changes(counted(made(two=0), course, student="ben")) == [("two", 5)]


def test_a_test_waived_for_all_changes_who_lost_points_in_it_and_handed_in() -> None:
    course = of(("*", "two", 5), ("zoe", "one", 3))
    assert changes(counted(made(two=5), course)) == []
    for status in ("absent", "invalid"):
        nothing = Result.without_tests("zoe", status, None, WORTH.exercises, digest="", kit_version="0")
        result = counted(nothing, course, None, "zoe")
        assert changes(result) == [("one", 3)], status
        assert (result.score, result.final) == (0, 3)


def test_who_the_kit_failed_has_no_final_score() -> None:
    failed = Result.without_tests("anna", "ungraded", "so", WORTH.exercises, digest="", kit_version="0")
    result = counted(
        failed, of(("anna", "one", 3), late_percent=10, deadline=DEADLINE), DEADLINE + timedelta(9)
    )
    assert (result.final, result.late_penalty, result.adjustments) == (None, 0, ())


def test_what_was_not_graded_is_not_adjusted() -> None:
    only = Result.from_tests("anna", made(one=0).tests[:2], digest="d", kit_version="0")
    result = counted(only, of(("anna", "one", 1), ("anna", "seven", 20), ("anna", "model", 20)))
    assert changes(result) == [("one", 1)]
    assert result.final == 6


@pytest.mark.parametrize(
    ("bonus", "final", "adjustment"), [("separate", 38, 3), ("add", 46, 7), ("cap", 45, 7)]
)
def test_the_bonus_counts_as_the_course_says(bonus: Bonus, final: float, adjustment: float) -> None:
    result = counted(made(one=0, extra=4), of(("anna", "one", 3), ("anna", "bonus", 8), bonus=bonus))
    assert (result.bonus, result.adjustment, result.final) == (4, adjustment, final)


def test_an_answer_that_a_person_decided_needs_no_review() -> None:
    assert made().needs_review
    assert counted(made(), of(("anna", "one", 3))).needs_review
    assert not counted(made(), of(("anna", "max_pooling", 3))).needs_review
    assert not counted(made(), of(("anna", "answers", 3))).needs_review


points = st.integers(0, 20).map(lambda half: half / 2)
lines = st.lists(
    st.sampled_from(sorted([*WORTH.points, "pooling", "model", "answers", "bonus"])).flatmap(
        lambda name: st.tuples(st.sampled_from(["anna", "*"]), st.just(name), st.floats(0, WORTH.most(name)))
    )
)


@given(
    points, points.map(lambda p: p / 2), points, points, lines, st.sampled_from(get_args(Bonus)),
    st.floats(0, 100), st.timedeltas(timedelta(-9), timedelta(99)),
)  # fmt: skip
def test_final_scores_stay_in_their_bounds_and_are_settled_once_and_for_all(
    one: float, two: float, answer: float, extra: float, given_lines: list[tuple[str, str, float]],
    bonus: Bonus, percent: float, late_by: timedelta,
) -> None:  # fmt: skip
    raw = made(one, two, 20, answer, extra)
    course = of(*given_lines, bonus=bonus, late_percent=percent, deadline=DEADLINE)
    result = counted(raw, course, DEADLINE + late_by)
    assert result.score is not None
    assert result.final is not None
    assert 0 <= result.late_penalty <= result.score
    assert 0 <= result.final <= 45 + (10 if bonus == "add" else 0)
    assert counted(result, course, DEADLINE + late_by) == result
    assert counted(result, NO_COURSE) == counted(raw, NO_COURSE)


def test_what_is_shown_changes_when_nobody_can_hand_in_in_time_any_more() -> None:
    course = replace(LATE, feedback_before="none", feedback_after="full")
    extended = replace(
        course, roster={"anna": Enrolled("anna"), "ben": Enrolled("ben", due=DEADLINE + timedelta(7))}
    )
    minute = timedelta(minutes=1)
    assert level_at(course, DEADLINE + 15 * minute) == "none"
    assert level_at(course, DEADLINE + 16 * minute) == "full"
    assert level_at(extended, DEADLINE + timedelta(7)) == "none"
    assert level_at(extended, DEADLINE + timedelta(7) + 16 * minute) == "full"


def test_without_a_deadline_for_everyone_there_is_no_last_one() -> None:
    open_ended = {"anna": Enrolled("anna", due=DEADLINE), "ben": Enrolled("ben")}
    assert last_deadline(Course(roster=open_ended)) is None
    assert level_at(Course(), DEADLINE) == "scores"
    assert last_deadline(Course(roster={"anna": Enrolled("anna", due=DEADLINE)})) == DEADLINE
