"""`kit review --from-nbgrader` takes back what persons entered, as decisions that last."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from grading.answers import digest_of_text
from grading.decisions import FILE_NAME, Decision, Decisions, standing
from grading.results import Result
from grading.unusable import Unusable
from helpers.cli import main
from tests.grading.gradebook.conftest import Book, Export, make_result, write_results
from tests.grading.gradebook.test_export import MOMENT, digest, submissions

Review = Callable[..., int]


@pytest.fixture
def review(course: Path, tmp_path: Path) -> Review:
    """Runs `kit review` on the results that were exported last."""

    def run(*options: str) -> int:
        place = options or ("--from-nbgrader", str(course))
        return main(["review", str(tmp_path / "results"), *place])

    return run


def kept(tmp_path: Path) -> dict[tuple[str, str], Decision]:
    found = Decisions.of_results(tmp_path / "results").all()
    return {(one.student, one.of): one for one in found}


def test_scores_and_comments_of_persons_come_back(
    export: Export, review: Review, book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ann = make_result("ann", answers={"max_pooling": 4}, unsure=("max_pooling",))
    export(ann, make_result("bob"))
    book.grade("ann", "max_pooling", manual_score=7.5)
    book.comment("ann", "max_pooling", "Well said.")
    book.grade("bob", "test_relu", extra_credit=1)
    assert review() == 0
    found = kept(tmp_path)
    assert {key: (one.points, one.reason, one.by) for key, one in found.items()} == {
        ("ann", "max_pooling"): (7.5, "Well said.", "nbgrader"),
        ("bob", "relu"): (3, "Graded by a person.", "nbgrader"),
    }
    assert [(one.of, one.points) for one in standing(found.values(), ann)] == [("max_pooling", 7.5)]
    assert "2 new decisions" in capsys.readouterr().out


def test_taking_back_again_keeps_the_first_time_and_follows_changes(
    export: Export, review: Review, book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(make_result("ann"))
    book.grade("ann", "max_pooling", manual_score=7)
    book.grade("ann", "cnn_vs_vit", manual_score=2)
    book.grade("ann", "test_relu", manual_score=0)
    review()
    first = kept(tmp_path)
    web = Decision("ann", "train", 1, "Seen.", "dana", MOMENT, "of ann", "web")
    Decisions.of_results(tmp_path / "results").change(keep=[web])
    book.grade("ann", "max_pooling", manual_score=8)
    book.grade("ann", "cnn_vs_vit", manual_score=None)
    capsys.readouterr()
    assert review() == 0
    assert "0 new decisions, 1 changed, 1 as before, 1 withdrawn" in capsys.readouterr().out
    now = kept(tmp_path)
    assert now["ann", "relu"] == first["ann", "relu"]
    assert now["ann", "max_pooling"].points == 8
    assert ("ann", "cnn_vs_vit") not in now
    assert now["ann", "train"] == web, "what was decided elsewhere is none of nbgrader's"


def test_a_decision_is_about_the_text_that_the_person_saw(
    export: Export, review: Review, book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = submissions(tmp_path / "class", ann="It keeps the largest value.")
    seen = make_result("ann", submission_digest=digest(folder, "ann"))
    answers = [
        replace(seen.answers[0], digest=digest_of_text("It keeps the\nlargest value.")),
        seen.answers[1],
    ]
    seen = replace(seen, answers=tuple(answers))
    export(seen, options=("--submissions", str(folder)))
    book.grade("ann", "max_pooling", manual_score=7)
    book.grade("ann", "test_relu", manual_score=1)
    review()
    decisions = kept(tmp_path).values()
    assert {one.of for one in standing(decisions, seen)} == {"max_pooling", "relu"}

    other = replace(
        seen,
        submission_digest="another",
        answers=(replace(seen.answers[0], digest=digest_of_text("It averages.")), seen.answers[1]),
    )
    assert standing(decisions, other) == ()
    same_text = replace(seen, submission_digest="another")
    assert {one.of for one in standing(decisions, same_text)} == {"max_pooling"}

    write_results(tmp_path / "results", other)
    capsys.readouterr()
    review()
    said = capsys.readouterr().out
    assert "ann, max_pooling: decided about another text" in said
    assert "2 as before" in said


def test_decisions_survive_fresh_results(export: Export, review: Review, book: Book, tmp_path: Path) -> None:
    export(make_result("ann"))
    book.grade("ann", "max_pooling", manual_score=7)
    review()
    before = kept(tmp_path)
    write_results(tmp_path / "results", make_result("ann", answers={"max_pooling": 1}))
    assert kept(tmp_path) == before


def test_who_has_no_result_is_named(
    export: Export, review: Review, book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(make_result("ann"), make_result("gone"))
    book.grade("gone", "max_pooling", manual_score=7)
    (tmp_path / "results" / "results" / "gone.json").unlink()
    assert review() == 0
    assert "without a result here: gone" in capsys.readouterr().out
    assert kept(tmp_path) == {}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--db", "sqlite:////nowhere/gradebook.db"), "There is no gradebook /nowhere/gradebook.db"),
        (("--from-nbgrader", "/nowhere"), "/nowhere does not exist"),
        (("--assignment", "cnn"), "From where?"),
    ],
)
def test_a_place_that_can_not_be_used_is_said(
    export: Export,
    review: Review,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    expected: str,
) -> None:
    export(make_result("ann"))
    assert review(*options) == 2
    assert expected in capsys.readouterr().err


def test_another_assignment_is_said(
    export: Export, review: Review, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(make_result("ann"))
    assert review("--from-nbgrader", str(course), "--assignment", "ps2") == 2
    assert "no assignment 'ps2'" in capsys.readouterr().err


def test_only_whole_changes_are_kept(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / FILE_NAME)
    fine = Decision("ann", "train", 1, "Seen.", "dana", MOMENT, "d", "web")
    decisions.change(keep=[fine])
    with pytest.raises(Unusable, match=FILE_NAME):
        decisions.change(keep=[replace(fine, student="bob"), replace(fine, reason=None)], withdraw=[fine])  # type: ignore[arg-type]
    assert decisions.all() == (fine,)


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read", b"\0" * 4096])
def test_a_file_that_holds_no_decisions_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(Unusable, match="It holds what persons decided"):
        Decisions(tmp_path / FILE_NAME).all()


def test_a_file_of_another_version_is_said(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / FILE_NAME)
    decisions.change(keep=[Decision("ann", "train", 1, "Seen.", "dana", MOMENT, "d", "web")])
    Book(tmp_path / FILE_NAME).run("PRAGMA user_version = 7")
    with pytest.raises(Unusable, match="format 7, expected 1"):
        decisions.all()


def test_decisions_of_others_do_not_stand() -> None:
    ann: Result = make_result("ann")
    of_bob = Decision("bob", "max_pooling", 1, "Seen.", "dana", MOMENT, "max_pooling", "web")
    assert standing([of_bob], ann) == ()
    assert len(standing([replace(of_bob, student="ann")], ann)) == 1
