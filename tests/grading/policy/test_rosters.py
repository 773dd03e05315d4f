"""The two tables beside course.toml, as spreadsheets save them and as people get them wrong."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.defusing import defused, restored
from grading.policy.course import Enrolled, Override
from grading.policy.overrides import read_overrides, require_known
from grading.policy.roster import read_roster
from grading.policy.worth import Worth
from grading.reports.cells import cell
from grading.unusable import Unusable

BERLIN = ZoneInfo("Europe/Berlin")
WORTH = Worth(
    {"max_pool_batch": 1, "max_pooling": 10}, {"max_pool_batch": "pooling", "max_pooling": "answers"}
)
ROSTER = {"anna": Enrolled("anna")}
HEAD = "student,test_or_exercise,points,reason\n"


def roster(folder: Path, content: str | bytes, zone: ZoneInfo | None = BERLIN) -> dict[str, Enrolled]:
    path = folder / "roster.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(path, zone)


def overrides(folder: Path, text: str) -> tuple[Override, ...]:
    path = folder / "overrides.csv"
    path.write_text(text)
    return read_overrides(path, ROSTER, WORTH)


@pytest.mark.parametrize(
    "content",
    [
        'student,name,group\nanna,"Müller, Anna",A\nben,Ben,\n',
        '\ufeffstudent;name;group\r\nanna;"Müller, Anna";A\r\nben;Ben;\r\n',
        '\n\n Group ,STUDENT, name \n,,\nA, anna ,"Müller, Anna"\n\n,ben,Ben\n , ,\n',
        "student\tname\tgroup\nanna\tMüller, Anna\tA\nben\tBen",
        'student,name,group,,\nanna,"Mu\u0308ller, Anna",A,,\nben,Ben\n',
    ],
)
def test_however_a_spreadsheet_saves_it_it_says_the_same(tmp_path: Path, content: str) -> None:
    assert roster(tmp_path, content) == {
        "anna": Enrolled("anna", "Müller, Anna", group="A"),
        "ben": Enrolled("ben", "Ben"),
    }


def test_own_deadlines_are_local_times_of_the_course(tmp_path: Path) -> None:
    read = roster(tmp_path, "student,due\nanna,2026-12-07 12:00\nben,2026-12-07T12:00-05:00\ncleo,\n")
    dues = [one.due and one.due.astimezone(UTC) for one in read.values()]
    assert dues == [datetime(2026, 12, 7, 11, tzinfo=UTC), datetime(2026, 12, 7, 17, tzinfo=UTC), None]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "student,mail\nanna,a@b.org\n",
            "line 1: there is a column 'mail', expected student, and perhaps name",
        ),
        ("name\nAnna\n", "line 1: there is no column 'student'"),
        ("student,student\nanna,ben\n", "line 1: there are two columns 'student'"),
        ("student,name\nanna,A\nben,B\nanna,A\n", "line 4: 'anna' stands in line 2 already"),
        ('student,name\nanna,"A\nB"\n,C\n', "line 4: there is no student's id"),
        ("student\n*\n", "line 2: '*' is nobody's id"),
        ("student,due\nanna,soon\n", "line 2: due is 'soon', expected a date"),
        ("student,due\nanna,31.12.2026\n", "line 2: due is '31.12.2026', expected a date"),
        ("student,name\nanna,Müller, Anna\n", "line 2: it has 3 cells, expected 2: student, name. Put"),
        ('student,name\nanna,"Müller\n', "line 2: this is no CSV"),
        ("", "is empty"),
        ("student\n\n", "names nobody"),
        ("student,name\nanna,Müller\n".encode("latin-1"), "line 2: this is not in UTF-8"),
        ("student\nanna\n".encode("utf-16"), "line 1: this is not in UTF-8"),
    ],
)
def test_a_roster_that_says_what_can_not_be_is_refused(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    with pytest.raises(Unusable) as error:
        roster(tmp_path, content)
    assert said in str(error.value)
    assert str(tmp_path / "roster.csv") in str(error.value)


def test_a_local_due_without_a_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"line 2: due is '2026-12-07', .*timezone"):
        roster(tmp_path, "student,due\nanna,2026-12-07\n", zone=None)


def test_overrides_are_read_as_they_stand(tmp_path: Path) -> None:
    read = overrides(
        tmp_path,
        "by;points;reason;student;test_or_exercise\nK.;0,5;late bus;anna;test_max_pool_batch\n"
        ";1;all;*;pooling\n;7.5;read; anna ;max_pooling\n",
    )
    assert read == (
        Override("anna", "max_pool_batch", 0.5, "late bus", "K.", 2),
        Override("*", "pooling", 1, "all", "", 3),
        Override("anna", "max_pooling", 7.5, "read", "", 4),
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ben,max_pooling,1,so", "line 2: 'ben' is not on the roster"),
        (
            "anna,max_pool_batsh,1,so",
            "line 2: 'max_pool_batsh' is no exercise, function, question or hidden test",
        ),
        ("anna,,1,so", "line 2: '' is no exercise"),
        ("anna,max_pool_batch,two,so", "line 2: points is 'two', expected a number from 0 to 1"),
        ("anna,max_pool_batch,,so", "line 2: points is '', expected a number from 0 to 1"),
        ("anna,max_pool_batch,nan,so", "line 2: points is 'nan', expected a number"),
        ("anna,max_pool_batch,-1,so", "line 2: points is '-1', expected a number"),
        (
            "anna,max_pool_batch,1.5,so",
            "line 2: points is '1.5', expected a number from 0 to 1, which is what",
        ),
        ("anna,answers,10.5,so", "line 2: points is '10.5', expected a number from 0 to 10"),
        ("anna,max_pooling,1, ", "line 2: there is no reason"),
        (",max_pooling,1,so", "line 2: there is no student's id"),
        (
            "anna,max_pooling,1,so\nanna,max_pooling,2,so",
            "line 3: 'anna' has other points for 'max_pooling' in",
        ),
    ],
)
def test_an_override_that_can_not_be_is_refused(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(Unusable) as error:
        overrides(tmp_path, HEAD + line + "\n")
    assert said in str(error.value)
    assert str(tmp_path / "overrides.csv") in str(error.value)


def test_without_a_roster_overrides_name_those_of_whom_something_came() -> None:
    line = Override("ben", "pooling", 1, "so", line=3)
    require_known((line, Override("*", "pooling", 1, "so")), {"ben"})
    with pytest.raises(Unusable, match=r"overrides\.csv, line 3: nothing came from 'ben'"):
        require_known((line,), {"anna"})


@given(st.text(alphabet="=+-@'\" \t\r\n;ab\uff1d"))
def test_what_was_defused_is_read_back_as_it_was(text: str) -> None:
    assert restored(defused(text)) == text


def test_an_id_that_grades_csv_defused_is_read_back(tmp_path: Path) -> None:
    assert cell("=anna") == "'=anna"
    assert list(roster(tmp_path, f"student\n{cell('=anna')}\n")) == ["=anna"]
