"""`kit export nbgrader` writes what the kit found, and leaves alone what a person entered."""

import sqlite3
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from grading.arrivals import Arrival
from grading.exchange.gradebook.connection import opened
from grading.intake import find_entries, read_submission
from grading.results import Adjustment, Result
from helpers.cli import main
from tests.grading.gradebook.conftest import Book, Export, make_result, write_results

MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))


def submissions(folder: Path, **answers: str) -> Path:
    """Submissions with a convolution and an answer each."""
    for student, answer in answers.items():
        (folder / student).mkdir(parents=True, exist_ok=True)
        (folder / student / "convolution.py").write_text("def relu(x):\n    return x\n")
        text = f"## What does max pooling do in a CNN?\n\n{answer}\n"
        (folder / student / "answers.md").write_text(text)
    return folder


def digest(folder: Path, student: str) -> str:
    return next(
        read_submission(entry).digest for entry in find_entries(folder)[0] if entry.student == student
    )


def test_scores_comments_and_times_are_in_the_gradebook(export: Export, book: Book) -> None:
    ann = make_result(
        "ann",
        lost={"conv_layer_b": "The shape is wrong.", "relu_b": "Changed its argument."},
        answers={"max_pooling": 6},
        unsure=("max_pooling",),
        arrival=Arrival(submitted_at=MOMENT),
    )
    assert export(ann) == 0
    grades = book.grades("ann")
    assert grades["test_conv_layer"] == (12, None, None, 0)
    assert grades["test_relu"] == (1, None, None, 0)
    assert grades["test_train"] == (9, None, None, 0)
    assert grades["max_pooling"] == (6, None, None, 1), "the kit is not sure: a person should grade it"
    assert grades["cnn_vs_vit"] == (10, None, None, 0)
    assert sum(row[0] for row in grades.values()) == ann.final
    assert not any(row[3] for name, row in grades.items() if name != "max_pooling")
    comments = book.comments("ann")
    assert "The shape is wrong." in (comments["conv_layer"][0] or "")
    assert "Read: max_pooling" in (comments["max_pooling"][0] or "")
    assert comments["convolve"] == ("Found: 6 of 6 points.", None)
    assert book.rows("SELECT student_id, timestamp FROM submitted_assignment") == [
        ("ann", "2026-11-23 08:30:00.000000")
    ]


def test_what_a_person_entered_survives_and_stays_graded(export: Export, book: Book) -> None:
    ann = make_result("ann", answers={"max_pooling": 4}, unsure=("max_pooling", "cnn_vs_vit"))
    export(ann)
    book.grade("ann", "max_pooling", manual_score=7.5)
    book.comment("ann", "max_pooling", "Well said.")
    book.grade("ann", "test_train", extra_credit=2)
    before = (book.grades("ann"), book.comments("ann"))
    assert export(ann) == 0
    assert (book.grades("ann"), book.comments("ann")) == before
    assert before[0]["max_pooling"] == (4, 7.5, None, 0)
    assert before[0]["cnn_vs_vit"] == (10, None, None, 1)

    taken = Adjustment("max_pooling", 7.5, 3.5, "Well said.", "nbgrader")
    export(replace(ann, adjustments=(taken,), adjustment=3.5, final=97.5))
    assert book.grades("ann")["max_pooling"] == (4, 7.5, None, 0), "beside it stands what the kit found"

    better = make_result("ann", answers={"max_pooling": 5}, unsure=("max_pooling",))
    export(better)
    assert book.grades("ann")["max_pooling"] == (5, 7.5, None, 0)
    assert book.comments("ann")["max_pooling"][1] == "Well said."


def test_the_same_results_again_change_nothing(
    export: Export, book: Book, course: Path, tmp_path: Path
) -> None:
    folder = submissions(tmp_path / "class", ann="It keeps the largest value.")
    ann = make_result("ann", submission_digest=digest(folder, "ann"), unsure=("max_pooling",))
    export(ann, options=("--submissions", str(folder)))
    shown = course / "autograded" / "ann" / "cnn" / "cnn.ipynb"
    before = (book.everything(), shown.read_bytes(), shown.stat().st_ino)
    export(ann, options=("--submissions", str(folder)))
    assert (book.everything(), shown.read_bytes(), shown.stat().st_ino) == before


def test_a_person_who_agreed_with_the_kit_is_not_asked_again(export: Export, book: Book) -> None:
    ann = make_result("ann", unsure=("max_pooling",))
    export(ann)
    book.grade("ann", "max_pooling", manual_score=None)  # looked at it, and left it
    export(ann)
    assert book.grades("ann")["max_pooling"] == (10, None, None, 0)
    export(make_result("ann", answers={"max_pooling": 3}, unsure=("max_pooling",)))
    assert book.grades("ann")["max_pooling"] == (3, None, None, 1), "another score is another question"


def test_another_text_asks_the_person_again(export: Export, book: Book, tmp_path: Path) -> None:
    folder = submissions(tmp_path / "class", ann="It keeps the largest value.")
    options = ("--submissions", str(folder))
    export(make_result("ann", submission_digest=digest(folder, "ann")), options=options)
    book.grade("ann", "max_pooling", manual_score=7)
    book.grade("ann", "cnn_vs_vit", manual_score=1)
    submissions(folder, ann="It averages.")
    export(make_result("ann", submission_digest=digest(folder, "ann")), options=options)
    assert book.grades("ann")["max_pooling"] == (10, 7, None, 1)
    assert book.grades("ann")["cnn_vs_vit"] == (10, 1, None, 0), "this answer is the same"


def test_extra_credit_that_counts_already_is_not_added_twice(export: Export, book: Book) -> None:
    export(make_result("ann", lost={"relu_b": ""}))
    book.grade("ann", "test_relu", extra_credit=1)
    taken = Adjustment("relu", 2, 1, "Nice idea.")
    result = make_result("ann", lost={"relu_b": ""}, adjustments=(taken,), adjustment=1, final=100)
    export(result)
    score, _, extra, _ = book.grades("ann")["test_relu"]
    assert score + extra == 2


def test_late_and_adjusted_totals_are_what_is_final(export: Export, book: Book) -> None:
    waived = Adjustment("relu", 2, 1, "Announced wrongly.", "dana")
    result = make_result(
        "ann", lost={"relu_b": ""}, late_penalty=9.9, adjustments=(waived,), adjustment=1, final=90.1
    )
    export(result)
    with opened(f"sqlite:///{book._path}", "default_course") as gradebook:
        submission = gradebook.find_submission("cnn", "ann")
        assert submission.score - submission.late_submission_penalty == pytest.approx(90.1)
        assert submission.late_submission_penalty == pytest.approx(9.9)
    assert "Announced wrongly." in (book.comments("ann")["relu"][0] or "")


def test_a_comment_holds_no_markup_of_a_learners(export: Export, book: Book) -> None:
    message = "ValueError: <img src=x onerror=alert(1)>\n# not a heading"
    export(make_result("ann", lost={"relu_b": message}))
    said = book.comments("ann")["relu"][0] or ""
    assert [line for line in said.splitlines() if "img" in line or "heading" in line] == [
        "    ValueError: <img src=x onerror=alert(1)>",
        "    # not a heading",
    ]


def test_who_handed_in_nothing_is_entered_without_a_submission(
    export: Export, book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = Result(
        student="zoe", status="absent", problem=None, score=0, max_score=100, bonus=0,
        exercises=make_result("x").exercises, tests=(), answers=(), digest="", kit_version="1", final=0,
    )  # fmt: skip
    export(make_result("ann"), absent)
    assert book.rows("SELECT id FROM student ORDER BY id") == [("ann",), ("zoe",)]
    assert book.rows("SELECT student_id FROM submitted_assignment") == [("ann",)]
    assert "zoe" in capsys.readouterr().out


def test_where_the_kit_failed_the_gradebook_stays_as_it_is(
    export: Export, book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    export(make_result("ann"))
    before = book.grades("ann")
    failed = Result.without_tests("ann", "ungraded", "No judge.", {}, digest="d", kit_version="1")
    assert export(failed, make_result("bob")) == 0
    assert book.grades("ann") == before
    assert "ann" in capsys.readouterr().out


def test_odd_ids_are_entered_as_they_are(export: Export, book: Book, course: Path, tmp_path: Path) -> None:
    students = ["müller", "a b", "o'hara", "100%", "x+y", "[1]", "{student_id}", "*"]
    folder = submissions(tmp_path / "class", **{student: f"Text of {student}." for student in students})
    results = [make_result(student, submission_digest=digest(folder, student)) for student in students]
    assert export(*results, options=("--submissions", str(folder))) == 0
    for student in students:
        assert book.grades(student)["test_relu"][0] == 2
        shown = course / "autograded" / student / "cnn" / "cnn.ipynb"
        assert f"Text of {student}." in shown.read_text()


def test_an_id_that_nbgrader_can_not_hold_is_left_out_and_said(
    export: Export, book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    students = ["a/b", "..", "x" * 129, "ü" * 128, "tab\tid", " ann"]
    assert export(*(make_result(student) for student in students), make_result("ann")) == 0
    assert book.rows("SELECT id FROM student") == [("ann",)]
    assert capsys.readouterr().out.count("was left out") == len(students)


def test_only_what_was_graded_is_written(export: Export, book: Book) -> None:
    export(make_result("ann"))
    only = [test for test in make_result("ann", lost={"relu_b": ""}).tests if test.exercise == "convolution"]
    export(Result.from_tests("ann", only, digest="d", submission_digest="of ann", kit_version="1"))
    assert book.grades("ann")["test_relu"][0] == 1
    assert book.grades("ann")["test_train"][0] == 9


def test_a_learner_is_written_whole_or_not_at_all(
    export: Export, book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    export(make_result("ann"))
    book.run(
        "CREATE TRIGGER full BEFORE UPDATE OF auto_comment ON comment WHEN NEW.auto_comment LIKE '%Bobs "
        "mistake%' BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
    )
    assert export(make_result("bob", lost={"fit_by_hand_b": "Bobs mistake"}), make_result("ann")) == 2
    assert "the disk is full" in capsys.readouterr().err
    assert book.rows("SELECT id FROM student") == [("ann",)]
    assert book.rows("SELECT student_id FROM submitted_assignment") == [("ann",)]


def test_where_the_notebook_can_not_be_put_nothing_of_the_learner_is_written(
    export: Export, book: Book, course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = submissions(tmp_path / "class", ann="Text of ann.", bob="Text of bob.")
    (course / "autograded" / "bob" / "cnn" / "cnn.ipynb").mkdir(parents=True)
    both = [make_result(student, submission_digest=digest(folder, student)) for student in ("ann", "bob")]
    assert export(*both, options=("--submissions", str(folder))) == 2
    assert "bob/cnn/cnn.ipynb can't be written" in capsys.readouterr().err
    assert book.rows("SELECT id FROM student") == [("ann",)]
    assert not list(course.rglob("*.part"))


def test_a_gradebook_that_is_locked_is_said_so(
    export: Export, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(make_result("ann"))
    holder = sqlite3.connect(course / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert export(make_result("ann")) == 2
    finally:
        holder.close()
    said = capsys.readouterr().err
    assert "locked" in said
    assert "Traceback" not in said


def test_an_assignment_with_other_cells_is_refused(
    export: Export, book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    export(make_result("ann"))
    before = book.grades("ann")
    book.run(
        "UPDATE grade_cells SET max_score = 20 WHERE id IN (SELECT id FROM base_cell WHERE name = "
        "'test_relu')"
    )
    assert export(make_result("ann", lost={"relu_a": ""})) == 2
    said = capsys.readouterr().err
    assert "test_relu is worth 20 points there and 2 here" in said
    assert "kit build --course" in said
    assert book.grades("ann") == before


def test_the_courses_settings_count(export: Export, course: Path) -> None:
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.db_url = 'sqlite:///other.db'\n"
        "c.CourseDirectory.course_id = 'cnn101'\n".replace("other.db", f"{course}/other.db")
    )
    (course / "gradebook.db").rename(course / "other.db")
    assert export(make_result("ann")) == 0
    other = Book(course / "other.db")
    assert other.grades("ann")["test_relu"][0] == 2
    assert ("cnn101",) in other.rows("SELECT id FROM course")
    assert not (course / "gradebook.db").exists()


def test_broken_settings_are_said(export: Export, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "nbgrader_config.py").write_text("c = get_config(\n")
    assert export(make_result("ann")) == 2
    said = capsys.readouterr().err
    assert "nbgrader_config.py" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--course", "nowhere"), "nowhere does not exist"),
        (("--course", "."), "is no nbgrader course"),
        ((), "Which gradebook is meant?"),
        (("--db", "no such address"), "is no address of a database"),
        (
            ("--db", "postgresql://ann:secret@127.0.0.1:1/none"),
            "postgresql+psycopg://ann:***@127.0.0.1:1/none",
        ),
        (("--db", "oracle://x"), "oracle"),
    ],
)
def test_a_place_that_can_not_be_used_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    expected: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_results(tmp_path / "results", make_result("ann"))
    assert main(["export", "nbgrader", "results", *options]) == 2
    said = capsys.readouterr().err
    assert expected in said
    assert "secret" not in said


def test_without_nbgrader_the_extra_is_named(
    export: Export, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "nbgrader", None)
    assert export(make_result("ann")) == 2
    assert "cnn-exercise-kit[nbgrader]" in capsys.readouterr().err


def test_a_course_says_names_and_how_much_is_told(
    export: Export, book: Book, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "roster.csv").write_text("student,name,email\nann,Ann Müller,ann@example.org\nzoe,Zoe,\n")
    (course / "course.toml").write_text('[feedback]\nbefore = "scores"\n')
    bob = make_result("bob", lost={"relu_b": "Changed its argument."})
    assert export(make_result("ann", lost={"relu_b": "Changed its argument."}), bob) == 0
    assert book.rows("SELECT id, first_name, last_name, email FROM student ORDER BY id") == [
        ("ann", None, "Ann Müller", "ann@example.org"),
        ("bob", None, None, None),
    ]
    assert book.comments("ann")["relu"][0] == "Found: 1 of 2 points."

    book.run("UPDATE student SET last_name = 'Mueller', first_name = 'Ann', email = NULL")
    (course / "rules.toml").write_text('[feedback]\nbefore = "none"\n')
    export(make_result("ann"), options=("--rules", str(course / "rules.toml")))
    assert book.rows("SELECT first_name, last_name, email FROM student WHERE id = 'ann'") == [
        ("Ann", "Mueller", "ann@example.org")
    ]
    assert book.comments("ann")["relu"][0] is None
    assert capsys.readouterr().err == ""
