"""Whose a submission is, and which of several counts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from grading.arrivals import Arrival
from grading.course import course_root
from grading.fleet import Fleet
from grading.policy.attempts import Counting, claims_of
from grading.policy.course import Course, Enrolled
from grading.policy.matching import matched, unique_ids
from grading.policy.worth import read_worth
from grading.results import EXERCISE_NAMES


@dataclass(frozen=True)
class Handed:
    student: str
    learner: str = ""
    arrival: Arrival = field(default_factory=Arrival)
    attempt: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "learner", self.learner or self.student)


def named(student: str, name: str, key: str = "", learner: str = "") -> Handed:
    return Handed(student, learner, Arrival(name=name, key=key or student))


def at(student: str, day: int | None, learner: str = "", attempt: int = 1) -> Handed:
    moment = None if day is None else datetime(2026, 11, day, tzinfo=UTC)
    return Handed(student, learner, Arrival(submitted_at=moment), attempt)


def roster(**groups: str) -> dict[str, Enrolled]:
    return {student: Enrolled(student, group=group) for student, group in groups.items()}


def found(handed: list[Handed], *enrolled: Enrolled) -> dict[str, str]:
    return matched(handed, {one.student: one for one in enrolled})[0]


ANNA = Enrolled("anna", "Anna-Lena Müller")
BEN = Enrolled("ben", "Ben Abu Salem")


def test_the_id_goes_before_the_platforms_key_and_that_before_a_name() -> None:
    handed = [named("ben", "Anna-Lena Müller", "anna"), named("4711", "Ben Abu Salem", "anna")]
    assert found(handed, ANNA, BEN) == {"ben": "ben", "4711": "anna"}


@pytest.mark.parametrize(
    "name",
    [
        "Anna-Lena Müller",
        "MÜLLER, Anna Lena",
        "anna lena mu\u0308ller",
        "müllerannalena",  # Canvas writes last names first and leaves out what is no letter
        "annalenamüller",
        "Mu\u0308ller  Anna_Lena",
    ],
)
def test_names_are_found_however_a_platform_writes_them(name: str) -> None:
    assert found([named("4711", name)], ANNA, BEN) == {"4711": "anna"}


@pytest.mark.parametrize("name", ["Anna Müller", "", "Anna-Lena Muller", "lenaannamüller", "-"])
def test_other_names_are_not_guessed(name: str) -> None:
    learners, notices = matched([named("4711", name)], {"anna": ANNA, "x": Enrolled("x")})
    assert learners == {"4711": "4711"}
    assert notices == [f"Not on the roster, but graded: 4711{f' ({name})' if name else ''}."]


def test_a_name_of_two_is_nobodys() -> None:
    handed = [named("1", "Anna-Lena Müller"), named("2", "Anna-Lena Müller")]
    assert found(handed, ANNA) == {"1": "1", "2": "2"}
    assert found(handed[:1], ANNA, Enrolled("other", "Müller, Anna-Lena")) == {"1": "1"}


def test_one_who_handed_in_twice_is_found_by_name_for_both() -> None:
    handed = [named("7", "Anna-Lena Müller"), named("7-2", "Anna-Lena Müller", "7", learner="7")]
    learners, notices = matched(handed, {"anna": ANNA})
    assert learners == {"7": "anna", "7-2": "anna"}
    assert notices == ["Found on the roster by their names: 2."]
    assert unique_ids(handed, learners) == {"7": "anna", "7-2": "anna-2"}


def test_new_ids_take_nobodys_place() -> None:
    handed = [Handed("anna"), Handed("anna-2"), named("7", "Anna-Lena Müller")]
    learners = found(handed, ANNA)
    assert unique_ids(handed, learners) == {"anna": "anna", "anna-2": "anna-2", "7": "anna-3"}


def claims(handed: list[Handed], counting: Counting | None, **groups: str) -> dict[str, tuple[str, ...]]:
    course = Course(roster=roster(**groups) if groups else None)
    return {claim.student: claim.submissions for claim in claims_of(handed, course, counting)[0]}


TWICE = [at("anna", 5, "anna", 1), at("anna-2", 3, "anna", 2), at("ben", None)]


@pytest.mark.parametrize(
    ("counting", "expected"),
    [
        (None, {"anna": ("anna",), "anna-2": ("anna-2",), "ben": ("ben",)}),
        ("last", {"anna": ("anna",), "ben": ("ben",)}),
        ("best", {"anna": ("anna-2", "anna"), "ben": ("ben",)}),
    ],
)
def test_attempts_of_one_learner(counting: Counting | None, expected: dict[str, tuple[str, ...]]) -> None:
    assert claims(TWICE, counting) == expected


def test_attempts_are_numbered_by_their_times_where_all_are_known() -> None:
    assert claims_of(TWICE, Course(), "last")[1] == {"anna-2": 1, "anna": 2, "ben": 1}
    unsure = [at("anna", 5, "anna", 1), at("anna-2", None, "anna", 2)]
    built, numbers, notices = claims_of(unsure, Course(), "last")
    assert (built[0].submissions, numbers) == (("anna-2",), {"anna": 1, "anna-2": 2})
    assert "not all of their times are known" in notices[0]


def test_everyone_on_the_roster_is_there_and_so_is_who_is_not_on_it() -> None:
    assert claims([at("ben", 1), at("guest", 1)], None, anna="", ben="") == {
        "anna": (),
        "ben": ("ben",),
        "guest": ("guest",),
    }


@pytest.mark.parametrize(
    ("counting", "expected"), [(None, ("ben",)), ("last", ("ben",)), ("best", ("anna", "ben"))]
)
def test_what_a_group_handed_in_counts_for_all_of_it(
    counting: Counting | None, expected: tuple[str, ...]
) -> None:
    handed = [at("anna", 1), at("ben", 2), at("dora", 9)]
    assert claims(handed, counting, anna="A", ben="A", cleo="A", dora="") == {
        **dict.fromkeys(("anna", "ben", "cleo"), expected),
        "dora": ("dora",),
    }


def test_a_submission_may_bear_the_name_of_its_group() -> None:
    course = Course(roster=roster(anna="Team 1", ben="Team 1"))
    assert course.roster is not None
    handed = [Handed("Team 1")]
    assert matched(handed, course.roster) == ({"Team 1": "Team 1"}, [])
    built, _, notices = claims_of(handed, course, None)
    assert {claim.student: claim.submissions for claim in built} == dict.fromkeys(
        ("anna", "ben"), ("Team 1",)
    )
    assert notices == ["Group Team 1: Team 1 counts for anna, ben."]


def test_what_is_worth_how_much_is_what_the_judge_says(fleet: Fleet) -> None:
    described = fleet.describe()
    worth = read_worth(course_root() / "graders")
    expected = {test["name"]: test["max_points"] for test in described["tests"]} | described["answers"]
    assert worth.points == expected
    assert not set(worth.points) & set(EXERCISE_NAMES), "a name means one thing"
    assert worth.exercise_of["max_pool_batch"] == "pooling"
    names = ("pooling", "max_pool", "train", "train_step", "max_pool_batch", "max_pooling", "poetry")
    assert [worth.most(name) for name in names] == [15, 15, 9, 4, 1, 10, None]
    assert set(worth.function_of) == {test["name"] for test in described["tests"]}
