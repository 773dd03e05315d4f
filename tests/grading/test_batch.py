"""What a run over a class does with earlier results, and when the kit itself fails."""

import shutil
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from grading import batch, locks
from grading.batch import LocksMissing, Report, grade_class
from grading.course import course_root
from grading.failures import KitFault
from grading.fleet import Fleet
from grading.grader import Settings
from grading.results import Result

SETTINGS = Settings(jobs=2)


class Listener:
    """An audience that remembers."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.begun: tuple[int, int] | None = None
        self.students: list[str] = []

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def begin(self, total: int, kept: int) -> None:
        self.begun = (total, kept)

    def graded(self, result: Result) -> None:
        self.students.append(result.student)


class Class:
    """A folder of submissions and one of results, graded by servers that run already."""

    def __init__(self, folder: Path, fleet: Fleet) -> None:
        self.submissions = folder / "class"
        self.results = folder / "results"
        self.audience = Listener()
        self._fleet = fleet

    def add(self, student: str) -> Path:
        folder = self.submissions / student
        folder.mkdir(parents=True)
        for name in ("convolution.py", "pooling.py"):
            shutil.copy(course_root() / "solutions" / name, folder)
        return folder

    def grade(self, settings: Settings = SETTINGS) -> Report:
        self.audience = Listener()
        return grade_class(
            self.submissions, self.results, settings, self.audience, start=lambda _: nullcontext(self._fleet)
        )


@pytest.fixture
def course(tmp_path: Path, fleet: Fleet) -> Class:
    return Class(tmp_path, fleet)


def test_only_what_is_new_or_changed_is_graded(course: Class) -> None:
    course.add("ann")
    ben = course.add("ben")
    first = course.grade()
    assert (first.graded, first.kept) == (2, 0)
    assert [result.score for result in first.results] == [38, 38]
    assert course.grade().graded == 0

    (ben / "pooling.py").write_text("")
    course.add("cleo")
    second = course.grade()
    assert sorted(course.audience.students) == ["ben", "cleo"]
    assert course.audience.begun == (2, 1)
    assert [(result.student, result.score) for result in second.results] == [
        ("ann", 38),
        ("ben", 24),
        ("cleo", 38),
    ]
    assert second.results[0] == first.results[0]


@pytest.mark.parametrize("changed", [{"test_cpu_s": 19.0}, {"seed": 1}, {"fresh": True}])
def test_other_settings_grade_all_again(course: Class, changed: dict[str, object]) -> None:
    course.add("ann")
    course.grade()
    assert course.grade(replace(SETTINGS, **changed)).graded == 1  # type: ignore[arg-type]  # fields of Settings


def test_changed_graders_grade_all_again(
    course: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann")
    course.grade()
    copy = tmp_path / "course"
    for part in ("graders", "solutions"):
        shutil.copytree(course_root() / part, copy / part)
    monkeypatch.setattr(batch, "course_root", lambda: copy)
    assert course.grade().graded == 0, "a copy of the same graders judges the same"
    (copy / "graders" / "test_pooling.py").write_text("# other tests\n")
    assert course.grade().graded == 1


def test_a_damaged_result_is_graded_again(course: Class) -> None:
    course.add("ann")
    course.grade()
    (course.results / "results" / "ann.json").write_text("{")
    assert course.grade().results[0].score == 38


def test_one_learner_is_graded_and_the_others_keep_their_line(course: Class) -> None:
    course.add("ann")
    course.add("ben")
    course.grade()
    report = course.grade(replace(SETTINGS, student="ben", fresh=True))
    assert course.audience.students == ["ben"]
    assert [result.student for result in report.results] == ["ann", "ben"]
    assert "ann" in (course.results / "grades.csv").read_text()


def test_one_exercise_is_graded_and_the_others_keep_their_points(course: Class) -> None:
    course.add("ann")
    course.add("ben")
    shutil.rmtree(course.submissions / "ben")
    (course.submissions / "ben.zip").write_bytes(b"no archive")
    whole = course.grade()
    only = replace(SETTINGS, exercise="pooling", fresh=True)
    report = course.grade(only)
    assert report.graded == 2
    assert [result.score for result in report.results] == [38, 0]
    assert [result.exercises for result in report.results] == [result.exercises for result in whole.results]
    assert course.grade().graded == 0, "all exercises are as they were: nothing is left to do"


def test_one_exercise_alone_does_not_settle_a_submission(course: Class) -> None:
    course.add("ann")
    only = replace(SETTINGS, exercise="pooling")
    result = course.grade(only).results[0]
    assert (result.exercises["convolution"].max_score, result.exercises["pooling"].score) == (0, 14)
    assert course.grade(only).graded == 0
    assert course.grade().results[0].score == 38


def test_what_is_known_of_other_files_is_not_mixed_in(course: Class) -> None:
    folder = course.add("ann")
    course.grade()
    (folder / "convolution.py").write_text("")
    result = course.grade(replace(SETTINGS, exercise="pooling")).results[0]
    assert (result.exercises["convolution"].max_score, result.exercises["pooling"].score) == (0, 14)
    assert course.grade().results[0].exercises["convolution"].score == 0


def test_a_seed_makes_the_same_run_and_without_it_each_is_its_own(course: Class) -> None:
    course.add("ann")
    course.add("ben")
    assert {result.seed for result in course.grade(replace(SETTINGS, seed=5)).results} == {5}
    assert len({result.seed for result in course.grade().results}) == 2


def test_submissions_are_only_read(course: Class) -> None:
    course.add("ann")

    def state() -> list[tuple[Path, int]]:
        return sorted((path, path.stat().st_mtime_ns) for path in course.submissions.rglob("*"))

    before = state()
    course.grade()
    assert state() == before


def test_a_fault_of_the_kit_costs_nobody_points_and_is_tried_again(
    course: Class, fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann")
    course.add("ben")

    def fail(_: dict[str, object]) -> dict[str, object]:
        raise KitFault("the judge died")

    monkeypatch.setattr(fleet, "judge", fail)
    report = course.grade()
    assert {(result.status, result.score) for result in report.results} == {("ungraded", None)}
    assert "the judge died" in str(report.results[0].problem)
    monkeypatch.undo()
    assert [result.status for result in course.grade().results] == ["graded", "graded"]


def test_a_fault_leaves_the_earlier_result_of_the_same_files(
    course: Class, fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann")
    course.grade()

    def fail(_: dict[str, object]) -> dict[str, object]:
        raise KitFault("the judge died")

    monkeypatch.setattr(fleet, "judge", fail)
    report = course.grade(replace(SETTINGS, fresh=True))
    assert (report.faults, report.results[0].score) == (1, 38)
    assert "The earlier result of the same files stays" in course.audience.notices[0]


def test_what_was_graded_without_locks_is_graded_again_with_them(
    course: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann")
    with monkeypatch.context() as patched:
        patched.setattr(locks, "REQUIRED", (*locks.REQUIRED, "a lock that no machine has"))
        assert course.grade(replace(SETTINGS, unsafe=True)).results[0].unsafe
    assert course.grade(replace(SETTINGS, unsafe=True)).graded == 0
    assert not course.grade().results[0].unsafe


def test_missing_locks_refuse_and_can_be_waived_openly(
    course: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann")
    monkeypatch.setattr(locks, "REQUIRED", (*locks.REQUIRED, "a lock that no machine has"))
    with pytest.raises(LocksMissing, match=r"a lock that no machine has.*--unsafe-no-sandbox"):
        course.grade()
    assert not list((course.results / "results").iterdir())
    assert course.grade(replace(SETTINGS, unsafe=True)).results[0].unsafe
    assert "WITHOUT THESE LOCKS: a lock that no machine has" in course.audience.notices[0]
