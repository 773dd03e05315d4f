"""What a run over a class does with earlier results, and when the kit itself fails."""

import csv
import shutil
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grading import batch, locks
from grading.batch import LocksMissing, Report, grade_class
from grading.course import course_root
from grading.failures import KitFault
from grading.fleet import Fleet
from grading.grader import Settings
from grading.results import Result
from helpers.answers import QUESTIONS
from helpers.data import DataUnusableError, locate

SETTINGS = Settings(jobs=2)
# What needs no Keras, and so is graded in a moment: 60 of the 100 points.
HANDED_IN = ("convolution.py", "pooling.py", "answers.md")
RIGHT = 60


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
        for name in HANDED_IN:
            shutil.copy(course_root() / "solutions" / name, folder)
        return folder

    def grade(self, settings: Settings = SETTINGS) -> Report:
        self.audience = Listener()
        return grade_class(
            self.submissions, self.results, settings, self.audience, start=lambda *_: nullcontext(self._fleet)
        )

    def answers_to_read(self) -> list[tuple[str, str, str]]:
        with (self.results / "review.csv").open(encoding="utf-8", newline="") as file:
            return [(row["student"], row["question"], row["text"]) for row in csv.DictReader(file)]


@pytest.fixture
def course(tmp_path: Path, fleet: Fleet) -> Class:
    return Class(tmp_path, fleet)


def test_only_what_is_new_or_changed_is_graded(course: Class) -> None:
    course.add("ann")
    ben = course.add("ben")
    first = course.grade()
    assert (first.graded, first.kept) == (2, 0)
    assert [result.score for result in first.results] == [RIGHT, RIGHT]
    assert course.grade().graded == 0

    (ben / "pooling.py").write_text("")
    course.add("cleo")
    second = course.grade()
    assert sorted(course.audience.students) == ["ben", "cleo"]
    assert course.audience.begun == (2, 1)
    assert [(result.student, result.score) for result in second.results] == [
        ("ann", RIGHT),
        ("ben", RIGHT - 15),
        ("cleo", RIGHT),
    ]
    assert second.results[0] == first.results[0]


@pytest.mark.parametrize("changed", [{"test_cpu_s": 19.0}, {"seed": 1}, {"fresh": True}])
def test_other_settings_grade_all_again(course: Class, changed: dict[str, object]) -> None:
    course.add("ann")
    course.grade()
    assert course.grade(replace(SETTINGS, **changed)).graded == 1  # type: ignore[arg-type]  # fields of Settings


def test_other_data_grade_all_again(course: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course.add("ann")
    course.grade()
    mnist = tmp_path / "datasets" / "mnist.npz"
    mnist.parent.mkdir()
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    shutil.copy(locate("digits"), mnist)
    assert course.grade(replace(SETTINGS, data="mnist")).graded == 0, "the same digits by another name"
    with np.load(mnist) as archive:
        fewer = {name: archive[name][:200] for name in archive.files}
    np.savez(mnist, **fewer)
    assert course.grade(replace(SETTINGS, data="mnist")).graded == 1
    assert course.grade(replace(SETTINGS, data="mnist")).graded == 0
    assert course.grade().graded == 1


def test_data_that_are_none_are_refused_before_anything_starts(
    course: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.add("ann")
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "mnist.npz").write_bytes(b"no digits")
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with pytest.raises(DataUnusableError, match="is no data set of digits"):
        course.grade(replace(SETTINGS, data="mnist"))
    assert course.audience.begun is None


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
    assert course.grade().results[0].score == RIGHT


def test_one_learner_is_graded_and_the_others_keep_their_line(course: Class) -> None:
    course.add("ann")
    course.add("ben")
    course.grade()
    report = course.grade(replace(SETTINGS, student="ben", fresh=True))
    assert course.audience.students == ["ben"]
    assert [result.student for result in report.results] == ["ann", "ben"]
    assert "ann" in (course.results / "grades.csv").read_text()


@pytest.mark.parametrize("exercise", ["pooling", "answers"])
def test_one_exercise_is_graded_and_the_others_keep_their_points(course: Class, exercise: str) -> None:
    course.add("ann")
    course.add("ben")
    shutil.rmtree(course.submissions / "ben")
    (course.submissions / "ben.zip").write_bytes(b"no archive")
    whole = course.grade()
    only = replace(SETTINGS, exercise=exercise, fresh=True)
    report = course.grade(only)
    assert report.graded == 2
    assert [result.score for result in report.results] == [RIGHT, 0]
    assert [result.exercises for result in report.results] == [result.exercises for result in whole.results]
    assert report.results[0].answers == whole.results[0].answers
    assert len(report.results[0].tests) == len(whole.results[0].tests)
    assert course.grade().graded == 0, "all exercises are as they were: nothing is left to do"


def test_one_exercise_alone_does_not_settle_a_submission(course: Class) -> None:
    course.add("ann")
    only = replace(SETTINGS, exercise="pooling")
    result = course.grade(only).results[0]
    assert (result.exercises["convolution"].max_score, result.exercises["pooling"].score) == (0, 15)
    assert course.grade(only).graded == 0
    assert course.grade().results[0].score == RIGHT


def test_points_that_go_because_files_changed_are_told(course: Class) -> None:
    folder = course.add("ann")
    course.grade()
    (folder / "pooling.py").write_text("def max_pool(*arguments):\n    return None\n")
    result = course.grade(replace(SETTINGS, exercise="pooling")).results[0]
    assert (result.score, result.max_score) == (0, 15)
    assert any("ann: the files have changed, so only pooling" in notice for notice in course.audience.notices)


def test_the_written_answers_alone_are_graded_where_nothing_is_known_of_the_rest(course: Class) -> None:
    course.add("ann")
    result = course.grade(replace(SETTINGS, exercise="answers")).results[0]
    assert (result.score, result.max_score, result.tests) == (20, 20, ())
    assert [answer.question for answer in result.answers] == [question.id for question in QUESTIONS]


def test_there_are_100_points_and_10_more_whatever_comes_in(course: Class) -> None:
    course.add("ann")
    (course.submissions / "ben.zip").write_bytes(b"no archive")
    for result in course.grade().results:
        most = {name: score.max_score for name, score in result.exercises.items()}
        assert most == {
            "convolution": 25,
            "pooling": 15,
            "model": 20,
            "training": 20,
            "answers": 20,
            "bonus": 10,
        }
        assert result.max_score == 100


def test_a_file_of_answers_that_is_missing_or_broken_costs_its_own_points_only(course: Class) -> None:
    (course.add("ann") / "answers.md").unlink()
    (course.add("ben") / "answers.md").write_bytes(b"\xff\xfe\x00\x01" * 9)
    for result in course.grade().results:
        assert (result.status, result.score, result.exercises["answers"].score) == ("graded", RIGHT - 20, 0)


GERMAN = "Max-Pooling behält von jedem kleinen Bereich nur den größten Wert, und die Karten werden kleiner."


def _answer_in_german(folder: Path) -> None:
    answers = f"## {QUESTIONS[0].heading}\n\n> {QUESTIONS[0].prompt}\n\n{GERMAN}\n"
    (folder / "answers.md").write_text(answers, encoding="utf-8")


def test_an_answer_that_a_person_should_read_is_listed_with_its_text(course: Class) -> None:
    course.add("ann")
    _answer_in_german(course.add("ben"))
    course.grade()
    assert ("ben", "max_pooling", GERMAN) in course.answers_to_read()
    assert {student for student, _, _ in course.answers_to_read()} == {"ben"}

    before = course.answers_to_read()
    (course.results / "review.csv").unlink()
    assert course.grade().graded == 0
    assert course.answers_to_read() == before, "a result that is kept is still to be read"


def test_answers_without_a_heading_are_listed_as_they_are(course: Class) -> None:
    (course.add("ann") / "answers.md").write_text("Pooling keeps the largest value of each window.\n")
    course.grade()
    assert course.answers_to_read() == [
        ("ann", question, "Pooling keeps the largest value of each window.")
        for question in sorted(question.id for question in QUESTIONS)
    ]


def test_no_reviewer_is_shown_another_text_than_was_judged(course: Class) -> None:
    course.add("ann")
    ben = course.add("ben")
    _answer_in_german(ben)
    course.grade()
    (ben / "answers.md").write_text(f"## {QUESTIONS[0].heading}\n\nSomething else.\n")
    course.grade(replace(SETTINGS, student="ann"))
    assert ("ben", "max_pooling", "") in course.answers_to_read()


def test_the_pages_of_the_class_are_written_even_where_nothing_was_new(course: Class) -> None:
    course.add("ann")
    course.grade()
    pages = [course.results / name for name in ("grades.csv", "report.html", "review.csv")]
    before = [page.read_text("utf-8") for page in pages]
    for page in pages:
        page.unlink()
    assert course.grade().graded == 0
    assert [page.read_text("utf-8") for page in pages] == before


def test_what_is_known_of_other_files_is_not_mixed_in(course: Class) -> None:
    folder = course.add("ann")
    course.grade()
    (folder / "convolution.py").write_text("")
    result = course.grade(replace(SETTINGS, exercise="pooling")).results[0]
    assert (result.exercises["convolution"].max_score, result.exercises["pooling"].score) == (0, 15)
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
    assert (report.faults, report.results[0].score) == (1, RIGHT)
    assert "The earlier result of the same files stays" in course.audience.notices[-1]


def test_no_name_or_text_of_an_error_keeps_anyone_from_a_result(course: Class) -> None:
    (course.add("ann") / "pooling.py").write_text(
        "class E(Exception): pass\n"
        "E.__name__ = '=cmd()<b>\\x1b]0;x\\u202e' * 9\n"
        "def max_pool(*arguments, **more): raise E('\\0\\udcff\\x1b[2J<script>' * 99)\n"
    )
    course.add("ben")
    ann, ben = course.grade().results
    assert (ann.score, ben.score) == (RIGHT - 15, RIGHT)
    messages = "".join(test.message for test in ann.tests if test.exercise == "pooling")
    assert "max_pool raised =cmd()" in messages
    assert all(character.isprintable() or character == "\n" for character in messages)


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
