from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from grading.course import course_root
from grading.policy.course import Course
from grading.policy.course_file import read_course
from grading.policy.moments import NoMoment, moment_of
from grading.policy.worth import read_worth
from grading.unusable import Unusable

BERLIN = ZoneInfo("Europe/Berlin")
FULL = """
title = "Seeing"
term = "Winter"
contact = "ask@example.org"
deadline = 2026-11-30T23:59:00+01:00
grace_minutes = 15
late_percent = 12.5
bonus = "cap"
language = "de-AT"

[feedback]
before = "none"
after = "full"
"""


def read(folder: Path, text: str) -> Course:
    (folder / "course.toml").write_bytes(text.encode())
    return read_course(folder / "course.toml")


def test_every_key_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, FULL) == Course(
        title="Seeing",
        term="Winter",
        contact="ask@example.org",
        deadline=datetime(2026, 11, 30, 22, 59, tzinfo=UTC),
        grace=timedelta(minutes=15),
        late_percent=12.5,
        bonus="cap",
        feedback_before="none",
        feedback_after="full",
        language="de-AT",
    )


def test_every_key_may_be_left_out_and_a_folder_named_instead_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text("")
    assert read_course(tmp_path) == Course(feedback_before="scores", feedback_after="ideas")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufefftitle = 'Seeing'\r\n").title == "Seeing"


@pytest.mark.parametrize(
    "deadline", ["2026-11-30T23:59:00", '"2026-11-30 23:59"', '"2026-11-30T22:59Z"', "2026-11-30T22:59:00Z"]
)
def test_a_local_deadline_is_one_of_the_courses_zone(tmp_path: Path, deadline: str) -> None:
    course = read(tmp_path, f'timezone = "Europe/Berlin"\ndeadline = {deadline}')
    assert course.deadline is not None
    assert course.deadline.astimezone(UTC) == datetime(2026, 11, 30, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("dead_line = 1", "there is no key dead_line, expected title, term"),
        ("[feedback]\nduring = 'full'", "there is no key feedback.during, expected feedback.before"),
        ("[feedback]\nbefore = 'all'", "feedback.before is 'all', expected one of 'none', 'scores', 'ideas'"),
        ("feedback = 'full'", "feedback is 'full', expected a table"),
        ("title = 7", "title is 7, expected a text"),
        ("bonus = 'double'", "bonus is 'double', expected one of 'separate', 'add', 'cap'"),
        ("bonus = ['add']", "bonus is ['add'], expected one of"),
        ("late_percent = '10'", "late_percent is '10', expected a number from 0 to 100"),
        ("late_percent = 101", "late_percent is 101, expected a number from 0 to 100"),
        ("late_percent = true", "late_percent is True, expected a number"),
        ("grace_minutes = -1", "grace_minutes is -1, expected a number from 0"),
        ("grace_minutes = nan", "grace_minutes is nan, expected a number from 0"),
        ("language = 'German!'", "language is 'German!', expected a language's code"),
        ("deadline = 2026-11-30T23:59:00", "expected a time with its offset"),
        ("deadline = 2026-11-30T23:59:00", 'timezone = "Europe/Berlin"'),
        ("deadline = 23:59:00", "deadline is 23:59:00, expected a date and a time"),
        ("deadline = 'tomorrow'", "deadline is 'tomorrow', expected a date"),
        ("timezone = 'Europe/Berlim'", "timezone is 'Europe/Berlim', expected a name of the IANA"),
        ("timezone = 1", "timezone is 1, expected a name of the IANA"),
        ("timezone = ['UTC']", "timezone is ['UTC'], expected a name of the IANA"),
        ("title = Seeing", "is no TOML: "),
    ],
)
def test_what_can_not_be_is_told_with_file_key_and_what_is_expected(
    tmp_path: Path, line: str, said: str
) -> None:
    with pytest.raises(Unusable) as error:
        read(tmp_path, line)
    assert said in str(error.value)
    assert str(tmp_path / "course.toml") in str(error.value)


def test_a_file_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"course\.toml can't be read: No such file"):
        read_course(tmp_path)
    (tmp_path / "course.toml").write_bytes("title = 'Übung'".encode("latin-1"))
    with pytest.raises(Unusable, match="is not in UTF-8"):
        read_course(tmp_path)


def test_a_date_alone_lasts_until_its_end() -> None:
    end = datetime(2026, 12, 1, tzinfo=BERLIN)
    assert moment_of("2026-11-30", BERLIN) == moment_of(date(2026, 11, 30), BERLIN) == end


@pytest.mark.parametrize(
    ("local", "later"),
    [
        ("2026-10-25 02:30", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),  # shown twice
        ("2026-03-29 02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # never shown
    ],
)
def test_a_time_that_clocks_show_twice_or_never_is_the_later_one(local: str, later: datetime) -> None:
    assert moment_of(local, BERLIN).astimezone(UTC) == later


def test_a_local_time_needs_a_zone() -> None:
    with pytest.raises(NoMoment, match="timezone"):
        moment_of("2026-11-30", None)


def test_the_example_course_is_one_for_the_example_class() -> None:
    root = course_root()
    course = read_course(root / "examples" / "course", read_worth(root / "graders"))
    assert course.roster is not None
    handed_in = {path.stem for path in (root / "examples" / "class").iterdir()}
    assert handed_in < set(course.roster)
    assert course.overrides
