"""Classes of a course, graded for real: who is graded by what, what counts, and what learners are shown."""

import csv
import json
import shutil
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from grading.batch import Report, grade_class
from grading.course import course_root
from grading.decisions import Decision, Decisions
from grading.fleet import Fleet
from grading.grader import Settings
from grading.policy.course import NO_COURSE
from grading.policy.course_file import read_course
from grading.policy.worth import read_worth
from grading.results import Result
from grading.unusable import Unusable

SETTINGS = Settings(jobs=2)
RIGHT = (course_root() / "solutions" / "pooling.py").read_text()
# Windows of negative values come out as zero: two of the fifteen points are lost.
WRONG = f"""{RIGHT.replace("def max_pool(", "def _right(", 1)}

def max_pool(images, pool_size=2, stride=None):
    found = _right(images, pool_size, stride)
    return found * (found > 0)
"""
EMPTY = "raise NotImplementedError\n"
OVER = "deadline = 2026-01-10T12:00:00Z\nlate_percent = 10\n"
BERLIN = f'{OVER}timezone = "Europe/Berlin"\n'


class Notices:
    """An audience that remembers what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def notice(self, text: str) -> None:
        self.told.append(text)

    def begin(self, total: int, kept: int) -> None: ...

    def graded(self, result: Result) -> None: ...


class Class:
    """nbgrader's `submitted/`, a course's folder and RESULTS."""

    def __init__(self, folder: Path, fleet: Fleet) -> None:
        self.submissions, self.course, self.results = (
            folder / "submitted",
            folder / "course",
            folder / "results",
        )
        self.course.mkdir()
        self.notices: list[str] = []
        self._fleet = fleet

    def hand_in(self, student: str, pooling: str = RIGHT, day: int | None = 5) -> None:
        folder = self.submissions / student / "cnn"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pooling.py").write_text(pooling)
        if day is not None:
            (folder / "timestamp.txt").write_text(f"2026-01-{day:02} 12:00:00.000000 UTC")

    def says(self, **files: str) -> None:
        for name, text in files.items():
            (self.course / f"{name}.{'toml' if name == 'course' else 'csv'}").write_text(text)

    def grade(self, with_course: bool = True, **changes: Any) -> Report:
        audience = Notices()
        course = NO_COURSE
        if with_course:
            course = read_course(self.course, read_worth(course_root() / "graders"))
        settings = replace(SETTINGS, exercise="pooling", **changes)
        report = grade_class(
            self.submissions, self.results, settings, audience, lambda *_: nullcontext(self._fleet), course
        )
        self.notices = audience.told
        return report

    def grades(self, *columns: str) -> dict[str, tuple[str, ...]]:
        with (self.results / "grades.csv").open(newline="") as stream:
            return {row["student"]: tuple(row[one] for one in columns) for row in csv.DictReader(stream)}

    def result(self, student: str) -> Any:
        return json.loads((self.results / "results" / f"{student}.json").read_text())

    def page(self, student: str) -> str:
        return (self.results / "feedback" / f"{student}.html").read_text()


@pytest.fixture
def course(tmp_path: Path, fleet: Fleet) -> Class:
    return Class(tmp_path, fleet)


def test_everyone_on_the_roster_has_a_line_and_others_are_listed(course: Class) -> None:
    course.says(course="", roster="student,name\nanna,Anna\nben,Ben\n")
    course.hand_in("anna")
    course.hand_in("guest")
    report = course.grade()
    assert (report.graded, report.faults) == (2, 0)
    assert course.grades("status", "score", "final") == {
        "anna": ("graded", "15", "15"),
        "ben": ("absent", "0", "0"),
        "guest": ("graded", "15", "15"),
    }
    assert course.result("ben")["status"] == "absent"
    assert "Nothing has come in from you yet" in course.page("ben")
    listed = "Not on the roster, but graded: guest."
    assert listed in course.notices
    assert listed in (course.results / "report.html").read_text()


def test_deadlines_and_overrides_are_settled_anew_without_grading(course: Class) -> None:
    course.says(course=OVER)
    course.hand_in("anna", day=5)
    course.hand_in("ben", WRONG, day=11)
    course.hand_in("cleo", day=None)
    course.grade()
    columns = ("score", "late_penalty", "adjustment", "final")
    assert course.grades(*columns, "submitted_at") == {
        "anna": ("15", "0", "0", "15", "2026-01-05T12:00:00+00:00"),
        "ben": ("13", "1.3", "0", "11.7", "2026-01-11T12:00:00+00:00"),
        "cleo": ("15", "0", "0", "15", ""),
    }
    assert any(
        "Nobody says when these were handed in" in one and one.endswith(": cleo.") for one in course.notices
    )

    course.says(
        course=OVER,
        roster="student,due\nanna,\nben,2026-01-12T00:00Z\ncleo,\n",
        overrides="student,test_or_exercise,points,reason\n"
        "ben,max_pool_negative_values,1,<b>seen</b> in the lab\n*,max_pool_far_below_zero,1,too hard\n",
    )
    assert course.grade().graded == 0
    assert course.grades(*columns)["ben"] == ("13", "0", "2", "15")
    assert "&lt;b&gt;seen&lt;/b&gt; in the lab" in course.page("ben")
    assert "too hard" not in course.page("anna")

    assert course.grade(fresh=True).graded == 3
    assert course.grades(*columns)["ben"] == ("13", "0", "2", "15"), "overrides survive"
    assert course.grade(with_course=False).graded == 0
    assert course.grades(*columns)["ben"] == ("13", "0", "0", "13")
    assert course.result("ben")["adjustments"] == []


def test_what_a_person_decided_counts_as_long_as_the_work_is_the_same(course: Class) -> None:
    course.hand_in("ben", WRONG)
    course.grade(with_course=False)
    digest = course.result("ben")["submission_digest"]
    now = datetime(2026, 1, 6, tzinfo=UTC)
    decision = Decision("ben", "max_pool", 14, "nearly all", "K.", now, digest, "nbgrader")
    Decisions.of_results(course.results).change(keep=[decision])
    assert course.grade(with_course=False).graded == 0
    assert course.grades("score", "adjustment", "final")["ben"] == ("13", "1", "14")
    assert "nearly all" in course.page("ben")
    course.says(course="", overrides="student,test_or_exercise,points,reason\nben,max_pool,15,all of it\n")
    assert course.grade(fresh=True).graded == 1
    assert course.grades("score", "adjustment", "final")["ben"] == ("13", "2", "15"), (
        "the course's own file goes first"
    )
    course.hand_in("ben", RIGHT)
    course.grade(with_course=False)
    assert course.grades("score", "adjustment", "final")["ben"] == ("15", "0", "15")


def test_an_override_for_nobody_ends_the_run_before_anything_is_written(course: Class) -> None:
    course.says(course="", overrides="student,test_or_exercise,points,reason\nbne,pooling,1,so\n")
    course.hand_in("ben")
    with pytest.raises(Unusable, match=r"overrides\.csv, line 2: nothing came from 'bne'"):
        course.grade()
    assert not course.results.exists()


def test_the_last_or_the_best_of_several_attempts_counts(tmp_path: Path, fleet: Fleet) -> None:
    course = Class(tmp_path, fleet)
    course.says(course=OVER + 'bonus = "separate"\n')
    first, second = tmp_path / "submitted" / "anna", tmp_path / "submitted" / "anna.zip"
    first.mkdir(parents=True)
    (first / "pooling.py").write_text(RIGHT)
    shutil.make_archive(str(tmp_path / "packed"), "zip", root_dir=_folder(tmp_path / "in", WRONG))
    packed = (tmp_path / "packed.zip").read_bytes()
    second.write_bytes(packed)

    assert course.grade().graded == 2
    assert course.grades("score") == {"anna": ("15",), "anna-2": ("13",)}
    assert course.grade(attempt="last").graded == 0
    assert course.grades("score", "attempt") == {"anna": ("13", "2")}
    assert not (course.results / "results" / "anna-2.json").exists()
    assert not (course.results / "feedback" / "anna-2.html").exists()
    assert any("by the order of their names" in notice for notice in course.notices)
    assert course.grade(attempt="best").graded == 0
    assert course.grades("score", "attempt") == {"anna": ("15", "1")}
    assert course.grade().graded == 0
    assert course.grades("score") == {"anna": ("15",), "anna-2": ("13",)}
    assert list((course.results / "attempts").iterdir()) == [], "each stands in a result of its own again"
    second.write_bytes(b"PK broken")
    course.grade(attempt="last")
    assert course.grades("status", "final") == {"anna": ("invalid", "0")}
    assert any("--attempt best would take the best" in notice for notice in course.notices)
    course.grade(attempt="best")
    assert course.grades("status", "final") == {"anna": ("graded", "15")}
    second.write_bytes(packed)
    (first / "pooling.py").write_text(EMPTY)
    course.grade(attempt="best")
    assert course.grades("score", "attempt") == {"anna": ("13", "2")}


def _folder(path: Path, pooling: str) -> Path:
    path.mkdir()
    (path / "pooling.py").write_text(pooling)
    return path


def test_a_groups_last_submission_counts_for_all_of_it_each_by_the_own_deadline(course: Class) -> None:
    course.says(
        course=BERLIN, roster="student,group,due\nanna,A,\nben,A,\ncleo,A,2026-02-01T00:00Z\ndora,,\n"
    )
    course.hand_in("anna", WRONG, day=5)
    course.hand_in("ben", RIGHT, day=11)
    course.hand_in("dora", WRONG, day=5)
    assert course.grade().graded == 2
    columns = ("score", "late_penalty", "final", "attempt")
    assert course.grades(*columns) == {
        "anna": ("15", "1.5", "13.5", "2"),
        "ben": ("15", "1.5", "13.5", "2"),
        "cleo": ("15", "0", "15", "2"),
        "dora": ("13", "0", "13", "1"),
    }
    assert course.result("cleo")["student"] == "cleo"
    assert "Submission 2, handed in on 2026-01-11 at 13:00 CET" in course.page("cleo")
    assert "Group A: ben counts for anna, ben, cleo." in course.notices
    assert course.grade().graded == 0

    assert course.grade(attempt="best").graded == 1, "only what was not graded yet"
    assert course.grades(*columns)["anna"] == ("15", "1.5", "13.5", "2")
    course.says(course=BERLIN.replace("10\n", "20\n"))
    assert course.grade(attempt="best").graded == 0
    assert course.grades(*columns)["anna"] == ("13", "0", "13", "1")
    assert course.grades(*columns)["cleo"] == ("15", "0", "15", "2")

    course.says(roster="student,group\nanna,\nben,\ncleo,\ndora,\n")
    assert course.grade().graded == 0
    assert course.grades("status", "score") == {
        "anna": ("graded", "13"),
        "ben": ("graded", "15"),
        "cleo": ("absent", "0"),
        "dora": ("graded", "13"),
    }


def test_a_submission_that_is_gone_is_absent_and_counts_again_when_it_is_back(course: Class) -> None:
    course.says(course="", roster="student\nanna\nben\n")
    course.hand_in("anna")
    course.hand_in("ben")
    course.grade()
    away = course.submissions.with_name("away")
    (course.submissions / "ben").rename(away)
    assert course.grade().graded == 0
    assert course.grades("status")["ben"] == ("absent",)
    assert any(
        "ben was graded earlier, but nothing of theirs is in SUBMISSIONS" in one for one in course.notices
    )
    course.grade()
    assert not any("was graded earlier" in one for one in course.notices), "it is said once"
    away.rename(course.submissions / "ben")
    assert course.grade().graded == 0
    assert course.grades("status", "score")["ben"] == ("graded", "15")


def test_a_platforms_ids_become_the_rosters_without_grading_again(tmp_path: Path, fleet: Fleet) -> None:
    course = Class(tmp_path, fleet)
    for name in ("Anna Müller_4711_assignsubmission_file_", "Zoe Nobody_4712_assignsubmission_file_"):
        (course.submissions / name).mkdir(parents=True)
        (course.submissions / name / "pooling.py").write_text(RIGHT)
    course.grade(with_course=False)
    assert course.grades("score") == {"4711": ("15",), "4712": ("15",)}
    course.says(course="", roster='student;name\nam12;"Müller, Anna"\n')
    assert course.grade().graded == 0
    assert course.grades("score") == {"am12": ("15",), "4712": ("15",)}
    assert not (course.results / "results" / "4711.json").exists()
    assert "Not on the roster, but graded: 4712 (Zoe Nobody)." in course.notices


def test_who_is_late_by_nobody_knows_how_much_is_named_and_loses_nothing(
    tmp_path: Path, fleet: Fleet
) -> None:
    course = Class(tmp_path, fleet)
    course.says(course=OVER, roster="student,name\nam12,Anna Müller\nbf13,Ben Fox\n")
    course.submissions.mkdir()
    for name in ("mülleranna_LATE_4711_90_pooling.py", "foxben_4712_91_pooling.py"):
        (course.submissions / name).write_text(RIGHT)
    course.grade()
    assert course.grades("late_penalty", "final") == {"am12": ("0", "15"), "bf13": ("0", "15")}
    (late,) = [notice for notice in course.notices if "calls these late" in notice]
    assert late.endswith(": am12.")
    (unknown,) = [notice for notice in course.notices if "Nobody says when" in notice]
    assert unknown.endswith(": bf13.")


SHOWN = {
    "none": set(),
    "scores": {"13 of 15"},
    "ideas": {"13 of 15", "Where every value is negative", "It answers like code that believes"},
    "full": {
        "13 of 15", "Where every value is negative", "It answers like code that believes", "What is right"
    },
}  # fmt: skip


def test_what_a_learner_is_shown_follows_the_level_and_changes_with_it(course: Class) -> None:
    course.hand_in("ben", WRONG)
    everything = set().union(*SHOWN.values())
    for level, shown in SHOWN.items():
        for moment, when in (("before", "2999"), ("after", "2000")):
            levels = {"before": "none", "after": "none"} | {moment: level}
            lines = [f"{name} = '{one}'" for name, one in levels.items()]
            course.says(course="\n".join([f"deadline = {when}-01-01T00:00:00Z", "[feedback]", *lines]))
            course.grade()
            page = course.page("ben")
            assert {text for text in everything if text in page} == shown, (level, moment)
            assert "ben" in page
    course.grade(with_course=False)
    assert {text for text in everything if text in course.page("ben")} == SHOWN["ideas"]


def test_who_can_not_be_read_is_told_why_at_every_level(course: Class) -> None:
    (course.submissions / "ben").mkdir(parents=True)
    course.says(course="[feedback]\nbefore = 'none'")
    course.grade()
    assert "We could not read what you handed in" in course.page("ben")
    assert "There is no exercise file" in course.page("ben")
