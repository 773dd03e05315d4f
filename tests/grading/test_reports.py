import re
from html.parser import HTMLParser
from typing import Any, get_args

import pytest

from grading.reports.feedback import feedback_page
from grading.reports.grades import grades_csv
from grading.results import AnswerResult, Outcome, Result, TestResult

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """A page's elements and its text, and whether every element is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.words = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data


def make_test(**changes: Any) -> TestResult:
    fields: dict[str, Any] = {
        "name": "test_non_square_images",
        "exercise": "convolution",
        "points": 0,
        "max_points": 2.5,
        "outcome": "failed",
        "message": "First line\n  second line",
        "idea": "Images need not be square",
    }
    return TestResult(**(fields | changes))


def make_result(*tests: TestResult) -> Result:
    return Result.from_tests("anna", tests, digest="d", kit_version="0.1.0", seed=1234)


def without_tests(status: Any, problem: str = "The zip is damaged.") -> Result:
    return Result.without_tests("anna", status, problem, {"convolution": 25}, digest="d", kit_version="1")


def test_a_page_shows_each_test_with_idea_outcome_points_and_message() -> None:
    passed = make_test(name="a", points=6, max_points=6, outcome="passed", message="", idea="A kernel slides")
    pooled = make_test(name="b", exercise="pooling", points=1.5, max_points=3, idea="Negative values")

    page = Page(feedback_page(make_result(passed, make_test(), pooled)))

    rows = [[cell.strip() for cell in row] for row in page.rows]
    head = ["What was looked at", "How it went", "Points"]
    assert rows == [
        head,
        ["A kernel slides", "Right", "6 of 6"],
        ["Images need not be square\nFirst line\n  second line", "Not right yet", "0 of 2.5"],
        head,
        ["Negative values\nFirst line\n  second line", "Not right yet", "1.5 of 3"],
    ]
    for text in (
        "anna",
        "7.5 of 11.5 points",
        "6 of 8.5 points",
        "1.5 of 3 points",
        "seed 1234",
        "version 0.1.0",
    ):
        assert text in page.words
    assert page.words.index("Convolution") < page.words.index("Max pooling")
    assert "Training" not in page.words


def test_every_outcome_has_words_of_its_own() -> None:
    outcomes: tuple[Outcome, ...] = get_args(Outcome)
    tests = [make_test(name=outcome, outcome=outcome) for outcome in outcomes]

    page = Page(feedback_page(make_result(*tests)))

    words = [row[1].strip() for row in page.rows[1:]]
    assert all(words)
    assert len(set(words)) == len(outcomes) == 6


def test_the_page_points_to_the_first_thing_to_do() -> None:
    right = make_test(name="a", points=2.5, outcome="passed", idea="Right already")
    page = Page(
        feedback_page(make_result(right, make_test(idea="Do me first"), make_test(name="c", idea="Later")))
    )

    start = page.words.split("A good place to go on:")[1]
    assert start.split()[:3] == ["Do", "me", "first"]


def test_the_page_of_a_full_score_is_glad() -> None:
    page = Page(feedback_page(make_result(make_test(points=2.5, outcome="passed"))))

    assert "Everything that was looked at is right. Well done!" in page.words
    assert "A good place to go on" not in page.words


def test_a_test_without_an_idea_is_called_by_its_name() -> None:
    page = Page(feedback_page(make_result(make_test(idea="", message=""))))

    assert page.rows[1][0].strip() == "Non square images"


def test_an_invalid_submission_says_why() -> None:
    page = Page(feedback_page(without_tests("invalid")))

    assert "0 of 25 points" in page.words
    assert "The zip is damaged." in page.words


def test_an_ungraded_page_takes_the_blame_and_keeps_the_details_to_itself() -> None:
    page = Page(feedback_page(without_tests("ungraded", "KeyError in graders/test_convolution.py")))

    assert "It is not your fault" in page.words
    assert "KeyError" not in page.words
    assert "of 25 points" not in page.words


HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}"


def test_texts_are_shown_and_never_run() -> None:
    test = make_test(message=HOSTILE, idea=HOSTILE, name=HOSTILE)
    result = Result.from_tests(HOSTILE, [test], digest="d", kit_version=HOSTILE)

    page = Page(feedback_page(result))

    assert {tag for tag, _ in page.elements} == {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer"),
        *("h1", "h2", "p", "bdi", "strong", "div", "span", "table", "thead", "tbody", "tr", "th", "td"),
    }
    assert page.words.count(HOSTILE) == 6
    assert Page(feedback_page(without_tests("invalid", HOSTILE))).words.count(HOSTILE) == 1


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    text = feedback_page(make_result(make_test()))
    page = Page(text)

    policies = [
        attributes["content"]
        for tag, attributes in page.elements
        if "http-equiv" in attributes and tag == "meta"
    ]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not re.search(r"url\(|@import|https?:|<script|\son\w+=|\ssrc=|\shref=", text)


def test_control_characters_are_replaced() -> None:
    text = feedback_page(make_result(make_test(message="a\0b\x1b[31mc\u202ed\ud800e\tf")))

    assert "a\ufffdb\ufffd[31mc\ufffdd\ufffde\tf" in text


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
def test_every_text_has_the_contrast_that_readers_need(theme: int) -> None:
    themes = re.findall(r":root \{(.*?)\}", feedback_page(make_result(make_test())), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", themes[theme]))
    pairs = [
        *[("text", ground) for ground in ("page", "card", "note")],
        *[("quiet", ground) for ground in ("page", "card")],
        *[("good", "good-soft"), ("open", "open-soft")],
    ]

    for text, ground in pairs:
        dark, light = sorted((luminance(colours[text]), luminance(colours[ground])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def test_grades_say_whose_answers_need_a_look() -> None:
    def graded(student: str, needs_review: bool) -> Result:
        answer = AnswerResult("max_pooling", 6, 10, ("a",), ("b",), 0.5, needs_review, (), "")
        return Result.from_tests(student, [], [answer], digest="d", kit_version="1")

    lines = grades_csv([graded("ben", True), graded("anna", False)]).splitlines()

    assert lines[1:] == [
        "anna,6,10,,,,,6,,graded,false,1,,0,0,6",
        "ben,6,10,,,,,6,,graded,true,1,,0,0,6",
    ]
