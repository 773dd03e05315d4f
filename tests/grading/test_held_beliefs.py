"""A class's misconceptions are counted by learner, the most frequent first, with who holds them."""

import csv
import io

from grading.reports.beliefs import held_beliefs, misconceptions_csv
from grading.reports.overview import overview_page
from grading.results import Result, TestResult

SENTENCES = {"flipped": "A kernel is turned round.", "mean": "Pooling averages.", "late": "=2+2; @late"}


def make_test(name: str, exercise: str = "convolution", beliefs: tuple[str, ...] = ()) -> TestResult:
    said = {belief: SENTENCES[belief] for belief in beliefs}
    outcome = "failed" if beliefs else "passed"
    points = 0 if beliefs else 1
    first = beliefs[0] if beliefs else None
    return TestResult(name, exercise, points, 1, outcome, misconception=first, beliefs=said)  # type: ignore[arg-type]


def make_result(student: str, *tests: TestResult) -> Result:
    return Result.from_tests(student, tests, digest="d", kit_version="1")


CLASS = [
    make_result(
        "ben",
        make_test("one", beliefs=("flipped",)),
        make_test("two", beliefs=("flipped",)),
        make_test("three", "pooling", beliefs=("mean",)),
    ),
    make_result("anna", make_test("one", beliefs=("flipped", "late"))),
    make_result("=cleo", make_test("one"), make_test("three", "pooling", beliefs=("late",))),
]


def test_each_learner_counts_once_and_the_most_frequent_comes_first() -> None:
    held = held_beliefs(CLASS)
    assert [(one.id, one.exercise, one.students, one.graded) for one in held] == [
        ("flipped", "convolution", ("anna", "ben"), 3),
        ("late", "convolution", ("anna",), 3),
        ("late", "pooling", ("=cleo",), 2),
        ("mean", "pooling", ("ben",), 2),
    ]
    assert held[2].percent == 50


def test_the_table_holds_who_believes_what() -> None:
    rows = list(csv.DictReader(io.StringIO(misconceptions_csv(CLASS))))
    assert rows[0] == {
        "misconception": "flipped",
        "exercise": "convolution",
        "learners": "2",
        "graded": "3",
        "belief": "A kernel is turned round.",
        "students": "anna, ben",
    }
    assert [row["students"] for row in rows] == ["anna, ben", "anna", "'=cleo", "ben"]
    assert rows[1]["belief"] == "'=2+2;' @late"


def test_who_was_not_graded_holds_nothing() -> None:
    invalid = Result.without_tests("dan", "invalid", "no zip", {"pooling": 15}, digest="d", kit_version="1")
    assert list(csv.DictReader(io.StringIO(misconceptions_csv([invalid])))) == []


def test_the_page_of_the_class_links_to_who_holds_a_misconception() -> None:
    page = overview_page(CLASS, lambda student: f"feedback/{student}.html")
    assert "Worth explaining again" in page
    assert page.index("A kernel is turned round.") < page.index("Pooling averages.")
    assert '<a href="feedback/anna.html"><bdi>anna</bdi></a>' in page
    assert "2 of 3" in page


def test_a_large_class_is_not_listed_in_full_on_the_page() -> None:
    many = [make_result(f"s{n:03}", make_test("one", beliefs=("mean",))) for n in range(40)]
    page = overview_page(many, lambda student: f"feedback/{student}.html")
    assert "s011" in page
    assert "s012" not in page
    assert "and 28 more" in page


def test_a_class_without_misconceptions_has_no_such_section() -> None:
    page = overview_page([make_result("anna", make_test("one"))], lambda student: student)
    assert "Worth explaining again" not in page
