import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, get_args

import pytest
from rich.console import Console

from grading.batch import Report
from grading.progress import TerminalAudience, print_table, what_happened
from grading.reports.feedback import feedback_page
from grading.reports.grades import grades_csv
from grading.reports.overview import histogram, overview_page
from grading.reports.review import review_csv
from grading.results import AnswerResult, Outcome, Result, TestResult

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """A page's elements and its text, and whether every element is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.words = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data
        if "td" in self.open or "th" in self.open:
            self.tables[-1][-1][-1] += data

    def table(self, first_heading: str) -> list[list[str]]:
        """The rows of the table whose first column is headed so, without the headings; each space is one."""
        (table,) = [table for table in self.tables if table[0][0] == first_heading]
        return [[" ".join(cell.split()) for cell in row] for row in table[1:]]


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


def make_answer(**changes: Any) -> AnswerResult:
    fields: dict[str, Any] = {
        "question": "max_pooling",
        "points": 6,
        "max_points": 10,
        "met": ("takes_maximum", "shrinks_maps"),
        "missing": ("shift_tolerance",),
        "confidence": 0.5,
        "needs_review": False,
        "flags": (),
        "message": "Found: the largest value.\nStill open: shifts.",
    }
    return AnswerResult(**(fields | changes))


def make_result(*tests: TestResult, student: str = "anna", answers: tuple[AnswerResult, ...] = ()) -> Result:
    return Result.from_tests(student, tests, answers, digest="d", kit_version="0.1.0", seed=1234)


def without_tests(status: Any, problem: str = "The zip is damaged.", student: str = "anna") -> Result:
    return Result.without_tests(student, status, problem, {"convolution": 25}, digest="d", kit_version="1")


def test_a_page_shows_each_test_with_idea_outcome_points_and_message() -> None:
    passed = make_test(name="a", points=6, max_points=6, outcome="passed", message="", idea="A kernel slides")
    pooled = make_test(name="b", exercise="pooling", points=1.5, max_points=3, idea="Negative values")

    page = Page(feedback_page(make_result(passed, make_test(), pooled)))

    scores, *rest = page.tables
    rows = [[cell.strip() for cell in row] for table in rest for row in table]
    head = ["What was looked at", "How it went", "Points"]
    assert scores == [
        ["Exercise", "", "Points"],
        ["Convolution", "", "6 of 8.5"],
        ["Max pooling", "", "1.5 of 3"],
    ]
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


def test_what_was_said_of_one_test_is_not_repeated_for_the_next() -> None:
    same = [make_test(name=name, idea=f"Idea {name}", message="pooling.py is not there.") for name in "abc"]
    page = Page(feedback_page(make_result(*same, make_test(name="d", idea="Idea d", message="Other"))))

    assert [row[0] for row in page.table("What was looked at")] == [
        "Idea a pooling.py is not there.",
        "Idea b (as above)",
        "Idea c (as above)",
        "Idea d Other",
    ]


def test_every_outcome_has_words_of_its_own() -> None:
    outcomes: tuple[Outcome, ...] = get_args(Outcome)
    tests = [make_test(name=outcome, outcome=outcome) for outcome in outcomes]

    page = Page(feedback_page(make_result(*tests)))

    words = [how for _, how, _ in page.table("What was looked at")]
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

    assert page.table("What was looked at")[0][0] == "Non square images"


def test_written_answers_are_shown_with_points_and_what_was_found() -> None:
    sure = make_answer(question="cnn_vs_vit", points=10, message="All four reasons.")
    page = Page(feedback_page(make_result(make_test(), answers=(make_answer(), sure))))

    assert page.table("Exercise")[1] == ["Written answers", "", "16 of 20"]
    _, first, second = re.split("What does max pooling do|Why are CNNs still worth", page.words)
    assert "6 of 10" in first
    assert "Found: the largest value.\nStill open: shifts." in first
    assert "10 of 10" in second
    assert "All four reasons." in second
    assert "person" not in page.words


def test_an_answer_that_waits_for_a_person_says_so_beside_it_and_at_the_top() -> None:
    page = Page(feedback_page(make_result(answers=(make_answer(needs_review=True),))))

    start, section = page.words.split("Still open: shifts.")
    assert "their points may still change" in start
    assert "A person will look at this answer" in section


def test_where_the_code_is_right_the_page_points_to_an_open_answer() -> None:
    right = make_test(points=2.5, outcome="passed")
    open_bonus = make_test(name="b", exercise="bonus", idea="A step of training")
    page = Page(feedback_page(make_result(right, open_bonus, answers=(make_answer(),))))

    start = page.words.split("A good place to go on:")[1]
    assert start.strip().startswith("What does max pooling do in a CNN?")


def test_the_bonus_is_counted_apart_and_nobody_is_sent_there() -> None:
    right = make_test(points=2.5, outcome="passed")
    won = make_test(name="b", exercise="bonus", points=4, max_points=4, outcome="passed")
    lost = make_test(name="c", exercise="bonus", max_points=6)
    page = Page(feedback_page(make_result(right, won, lost)))

    assert "2.5 of 2.5 points, and 4 more from the bonus" in page.words
    assert page.table("Exercise")[1] == ["Bonus (on top)", "", "4 of 10"]
    assert "4 of 10 extra points" in page.words
    assert "Everything that was asked for is right. Well done!" in page.words
    assert "the bonus still holds points" in page.words


def test_a_bonus_that_nobody_tried_is_a_sentence_and_no_list() -> None:
    right = make_test(points=2.5, outcome="passed")
    untried = [make_test(name=name, exercise="bonus", outcome="missing", idea="Unasked") for name in "ab"]
    page = Page(feedback_page(make_result(right, *untried)))

    assert "Nobody has to" in page.words
    assert "Unasked" not in page.words


def test_an_invalid_submission_says_why_and_what_there_is_to_win() -> None:
    page = Page(feedback_page(without_tests("invalid")))

    assert "0 of 25 points" in page.words
    assert "The zip is damaged." in page.words
    assert page.table("Exercise") == [["Convolution", "", "0 of 25"]]


def test_an_ungraded_page_takes_the_blame_and_keeps_the_details_to_itself() -> None:
    page = Page(feedback_page(without_tests("ungraded", "KeyError in graders/test_convolution.py")))

    assert "It is not your fault" in page.words
    assert "KeyError" not in page.words
    assert "of 25 points" not in page.words


HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}"


def test_texts_are_shown_and_never_run() -> None:
    test = make_test(message=HOSTILE, idea=HOSTILE, name=HOSTILE)
    answer = make_answer(question=HOSTILE, message=HOSTILE)
    result = Result.from_tests(HOSTILE, [test], [answer], digest="d", kit_version=HOSTILE)

    page = Page(feedback_page(result))

    assert {tag for tag, _ in page.elements} == {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer"),
        *("h1", "h2", "h3", "p", "bdi", "strong", "div", "span", "svg", "rect"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert page.words.count(HOSTILE) == 8
    assert Page(feedback_page(without_tests("invalid", HOSTILE))).words.count(HOSTILE) == 1


@pytest.mark.parametrize("kind", ["feedback", "report"])
def test_a_page_loads_nothing_and_runs_nothing(kind: str) -> None:
    result = make_result(make_test(outcome="crashed"), answers=(make_answer(),))
    text = feedback_page(result) if kind == "feedback" else overview_page([result], page_of)
    page = Page(text)

    policies = [
        attributes["content"]
        for tag, attributes in page.elements
        if "http-equiv" in attributes and tag == "meta"
    ]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    assert not re.search(r"url\(|@import|https?:|<script|\son\w+=|\ssrc=|\sstyle=", text)
    assert re.findall(r'\shref="(.*?)"', text) == ([] if kind == "feedback" else ["feedback/anna.html"])


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
        ("link", "card"),
        *[("quiet", ground) for ground in ("page", "card")],
        *[("good", "good-soft"), ("open", "open-soft")],
    ]

    for text, ground in pairs:
        dark, light = sorted((luminance(colours[text]), luminance(colours[ground])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)

    dark, light = sorted((luminance(colours["fill"]), luminance(colours["card"])))
    assert (light + 0.05) / (dark + 0.05) >= 3, "what is drawn needs less than what is read"


def page_of(student: str) -> str:
    return f"feedback/{student}.html"


def overview(*results: Result) -> Page:
    return Page(overview_page(results, page_of))


def scored(student: str, points: float) -> Result:
    test = make_test(points=points, max_points=100, outcome="passed" if points == 100 else "failed")
    return make_result(test, student=student)


@pytest.mark.parametrize(
    ("share", "least", "most"),
    [(0, 0, 9), (9.99, 0, 9), (10, 10, 19), (89.5, 80, 89), (99.9, 90, 100), (100, 90, 100)],
)
def test_every_score_falls_into_one_bar(share: float, least: int, most: int) -> None:
    assert [(bar.least, bar.most) for bar in histogram([share]) if bar.learners] == [(least, most)]


def test_the_bars_cover_the_scale_without_gap_or_overlap() -> None:
    bars = histogram([])

    assert (bars[0].least, bars[-1].most) == (0, 100)
    assert all(left.most + 1 == right.least for left, right in pairwise(bars))


def test_the_distribution_is_drawn_and_told() -> None:
    page = overview(
        scored("a", 100), scored("b", 95), scored("c", 12), scored("d", 3), without_tests("invalid")
    )

    assert "mean 52\u00a0%, median 54\u00a0%" in page.words
    assert "0 to 9 %: 1; 10 to 19 %: 1; 20 to 29 %: 0;" in page.words
    assert "90 to 100 %: 2." in page.words
    drawing = next(attributes for tag, attributes in page.elements if tag == "svg" and "role" in attributes)
    assert drawing["role"] == "img"
    named = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert set(str(drawing["aria-labelledby"]).split()) == named
    heights = [float(str(a["height"])) for tag, a in page.elements if tag == "rect" and "x" in a]
    assert heights == [75, 75, 0, 0, 0, 0, 0, 0, 0, 150]


def test_scores_out_of_different_points_are_compared_in_per_cent() -> None:
    half = make_result(make_test(points=5, max_points=10))
    page = overview(half, scored("b", 50))

    assert "mean 50\u00a0%" in page.words
    assert "50 to 59 %: 2" in page.words


def test_submissions_are_counted_by_what_became_of_them() -> None:
    page = overview(
        scored("a", 100),
        scored("b", 50),
        without_tests("invalid"),
        without_tests("ungraded"),
    )

    start = page.words.split("The class at a glance")[2].split("Scores")[0]
    assert re.findall(r"([a-z: ]+)(\d+)", start) == [
        ("learners", "4"),
        ("graded", "2"),
        ("could not be read", "1"),
        ("not graded: the kit failed", "1"),
    ]


def test_exercises_have_mean_median_and_full_marks_of_those_graded() -> None:
    page = overview(
        make_result(
            make_test(points=10, max_points=10), make_test(name="p", exercise="pooling", max_points=4)
        ),
        make_result(make_test(points=10, max_points=10)),
        make_result(make_test(points=1, max_points=10)),
        without_tests("invalid"),
    )

    assert page.table("Exercise") == [
        ["Convolution", "", "7.0", "10.0", "10", "2 of 3"],
        ["Max pooling", "", "0.0", "0.0", "4", "0 of 1"],
    ]


def test_the_bonus_stands_apart() -> None:
    def with_bonus(points: float) -> Result:
        return make_result(make_test(), make_test(name="b", exercise="bonus", points=points, max_points=10))

    page = overview(with_bonus(10), with_bonus(4), with_bonus(0))

    assert [row[0] for row in page.table("Exercise")] == ["Convolution"]
    assert "Bonus, on top: 2 of 3 won points in it, 1 all of the 10." in page.words


def test_hidden_tests_come_with_those_first_that_most_did_not_pass() -> None:
    def learner(*outcomes: Outcome) -> Result:
        tests = [
            make_test(name=name, idea=f"Idea {name}", outcome=how)
            for name, how in zip("abc", outcomes, strict=True)
        ]
        return make_result(*tests)

    page = overview(
        learner("passed", "passed", "failed"),
        learner("passed", "error", "failed"),
        learner("passed", "passed", "timeout"),
    )

    assert page.table("What it looks at") == [
        ["Idea c Convolution · c · 2 not right, 1 took too long", "", "3 of 3"],
        ["Idea b Convolution · b · 1 raised an error", "", "1 of 3"],
    ]
    assert page.words.split("Passed by everyone")[1].split()[:2] == ["Idea", "a"]


def test_a_bonus_that_was_not_tried_makes_no_test_look_hard() -> None:
    tried = make_test(name="b", exercise="bonus", outcome="failed", idea="Step")
    untried = make_test(name="b", exercise="bonus", outcome="missing", idea="Step")

    page = overview(make_result(tried), make_result(untried), make_result(untried))

    assert page.table("What it looks at") == [["Step Bonus · b · 1 not right", "", "1 of 1"]]


def test_questions_show_what_was_not_found() -> None:
    page = overview(
        make_result(answers=(make_answer(), make_answer(question="cnn_vs_vit", points=10, missing=()))),
        make_result(
            answers=(make_answer(points=3, missing=("shrinks_maps", "shift_tolerance"), needs_review=True),)
        ),
    )

    assert page.table("Question") == [
        [
            "What does max pooling do in a CNN? Not found: shift tolerance (2), shrinks maps (1)",
            "4.5",
            "10",
            "1 of 2",
        ],
        ["Why are CNNs still worth learning when Vision Transformers exist?", "10.0", "10", "0 of 1"],
    ]


def test_who_needs_a_look_is_listed_with_the_reason_and_a_way_to_the_page() -> None:
    page = overview(
        scored("fine", 100),
        scored("wrong", 0),
        make_result(make_test(outcome="timeout"), student="slow"),
        replace(make_result(make_test(name="a", outcome="timeout"), student="slow_twice"), retried=("a",)),
        make_result(
            make_test(outcome="crashed"),
            make_test(name="b", outcome="crashed"),
            student="crash",
            answers=(make_answer(needs_review=True), make_answer(question="cnn_vs_vit")),
        ),
        without_tests("invalid", student="zip"),
        without_tests("ungraded", "The judge died.", student="kit"),
    )

    assert page.table("Learner") == [
        ["kit", "The judge died."],
        ["zip", "The zip is damaged."],
        ["crash", "1 written answer to read2 tests crashed"],
        ["slow", "1 test took too long"],
        ["slow_twice", "1 test took too long, tried twice"],
    ]
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert links == [f"feedback/{student}.html" for student in ("kit", "zip", "crash", "slow", "slow_twice")]


def test_a_report_without_anything_to_report_is_a_page_too() -> None:
    assert "Nothing has been graded yet." in overview().words
    assert "Nothing has been graded yet." in overview(without_tests("invalid")).words
    nothing_to_win = make_result()
    assert "Nothing has been graded yet." in overview(nothing_to_win).words


def test_a_large_class_fits() -> None:
    ids = [f"{'x' * 300}-{number}" for number in range(1000)]

    page = overview(*(make_result(make_test(outcome="timeout"), student=student) for student in ids))

    assert [row[0] for row in page.table("Learner")] == sorted(ids)
    assert "0 to 9 %: 1000;" in page.words


def test_whatever_an_id_or_a_problem_holds_is_shown_as_text() -> None:
    test = make_test(message=HOSTILE, idea=HOSTILE, name=HOSTILE, outcome="crashed")
    answer = make_answer(question=HOSTILE, message=HOSTILE, missing=(HOSTILE,))
    result = Result.from_tests(HOSTILE, [test], [answer], digest="d", kit_version=HOSTILE)
    umlauts = make_result(make_test(outcome="crashed"), student="Jörg Müller-Groß 李雷\u202e")

    page = Page(
        overview_page([result, without_tests("invalid", HOSTILE), umlauts], lambda _: "feedback/a.html")
    )

    assert {tag for tag, _ in page.elements} & {"script", "img"} == set()
    assert page.words.count(HOSTILE) == 7
    assert "Jörg Müller-Groß 李雷\ufffd" in page.words


def test_locks_that_were_missing_are_told_at_the_top() -> None:
    waived = Result.from_tests("anna", [make_test()], digest="d", kit_version="1", unsafe=True)

    assert "with locks missing in 1 of these" in overview(waived, scored("b", 1)).words
    assert "locks missing" not in overview(scored("b", 1)).words


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_answers_to_read_come_question_by_question_with_their_text() -> None:
    unsure = make_answer(needs_review=True, flags=("quote", "short"))
    results = [
        make_result(student="ben", answers=(unsure, make_answer(question="cnn_vs_vit", needs_review=True))),
        make_result(student="anna", answers=(unsure, make_answer(question="cnn_vs_vit"))),
    ]

    text = review_csv(
        results, {"anna": {"max_pooling": "It keeps\r\nthe largest.", "cnn_vs_vit": "Not asked."}}
    )

    rows = read_csv(text)
    assert [(row["question"], row["student"]) for row in rows] == [
        ("cnn_vs_vit", "ben"),
        ("max_pooling", "anna"),
        ("max_pooling", "ben"),
    ]
    assert rows[1] == {
        "student": "anna",
        "question": "max_pooling",
        "points": "6",
        "max_points": "10",
        "confidence": "0.5",
        "flags": "quote, short",
        "met": "takes_maximum, shrinks_maps",
        "missing": "shift_tolerance",
        "message": "Found: the largest value.\nStill open: shifts.",
        "text": "It keeps\nthe largest.",
    }
    assert rows[2]["text"] == ""
    assert "\r" not in text


FORMULAS = [
    *("=1+1", "+", "- a list", "@SUM", "\t=", "\r=", "\n=", "\uff1d1", "\uff0b", "\uff0d", "\uff20"),
    *(" =1", "\xa0=1", "\u3000=1", '"=1', "'=1", "\" '=1", "\x0b=1"),
]


@pytest.mark.parametrize("start", FORMULAS)
def test_no_spreadsheet_runs_an_id_or_an_answer(start: str) -> None:
    unsure = make_answer(needs_review=True, message=start)
    results = [make_result(student=start, answers=(unsure,))]

    (row,) = read_csv(review_csv(results, {start: {"max_pooling": start}}))
    (grades,) = read_csv(grades_csv(results))

    assert [cell[0] for cell in (row["student"], row["message"], row["text"], grades["student"])] == ["'"] * 4


@pytest.mark.parametrize("start", ["=1", " =1", '"=1', "-1", "@A1"])
def test_nor_where_semicolons_or_line_ends_begin_a_cell(start: str) -> None:
    # Where a language has decimal commas, Excel takes these for text, and the quotes behind them too.
    student, text = f"anna;{start}", f"Fine;{start}\n{start}\r\n{start}\t{start}"
    results = [make_result(student=student, answers=(make_answer(needs_review=True),))]

    tables = review_csv(results, {student: {"max_pooling": text}}), grades_csv(results)

    cells = [cell for table in tables for cell in re.split("[;\n\t]", table)]
    assert sum(start in cell for cell in cells) == 6
    assert [cell for cell in cells if cell.lstrip(' "')[:1] in ("=", "-", "@")] == []


def test_an_endless_answer_is_cut_to_what_a_cell_holds() -> None:
    unsure = make_answer(needs_review=True)
    text = review_csv([make_result(answers=(unsure,))], {"anna": {"max_pooling": "word " * 20_000}})

    (row,) = read_csv(text)
    assert len(row["text"]) < 32_767
    assert row["text"].endswith("[... cut: the rest is in what was handed in]")


def test_without_an_answer_to_read_there_is_a_header_alone() -> None:
    text = review_csv([make_result(make_test(), answers=(make_answer(),))], {})

    assert text == "student,question,points,max_points,confidence,flags,met,missing,message,text\n"


def test_grades_say_whose_answers_need_a_look() -> None:
    def graded(student: str, needs_review: bool) -> Result:
        return make_result(student=student, answers=(make_answer(needs_review=needs_review),))

    lines = grades_csv([graded("ben", True), graded("anna", False)]).splitlines()

    assert lines[1:] == [
        "anna,6,10,,,,,6,,graded,false,1,,0,0,6",
        "ben,6,10,,,,,6,,graded,true,1,,0,0,6",
    ]


def test_the_terminal_says_what_happened_in_a_few_words() -> None:
    failed = [make_test(name=name) for name in "ab"]
    crashed = make_test(name="c", outcome="crashed")
    untried = make_test(name="d", exercise="bonus", outcome="missing")
    right = make_test(points=2.5, outcome="passed")

    assert what_happened(make_result(crashed, *failed, untried)) == "2 failed, 1 crashed"
    assert what_happened(make_result(right, untried)) == "all passed"
    to_read = make_result(right, answers=(make_answer(needs_review=True), make_answer()))
    assert what_happened(to_read) == "all passed, 1 to read"
    assert what_happened(make_result(answers=(make_answer(),))) == "", "no test was made"
    assert what_happened(without_tests("invalid", "It is damaged. Try again.")) == "invalid: It is damaged"


def test_the_terminal_obeys_nothing_that_a_learner_or_a_failure_says() -> None:
    hostile = "\x1b]0;mine\x07\x9b31m\r\u202e[bold]"
    console = Console(file=io.StringIO(), width=300)

    with TerminalAudience(console) as audience:
        audience.notice(hostile)
    print_table(console, Report((without_tests("ungraded", hostile, student=hostile),), 1, 0, 0))

    assert isinstance(console.file, io.StringIO)
    said = console.file.getvalue()
    assert said.replace("\n", "").isprintable()
    assert said.count("[bold]") == 3


def test_a_terminal_of_80_columns_has_room_for_all_exercises() -> None:
    most = {"convolution": 25, "pooling": 15, "model": 20, "training": 20, "bonus": 10}
    full = [make_test(name=e, exercise=e, points=p, max_points=p, outcome="passed") for e, p in most.items()]
    answers = tuple(make_answer(question=name, points=10) for name in ("max_pooling", "cnn_vs_vit"))
    console = Console(file=io.StringIO(), width=80)

    print_table(console, Report((make_result(*full, answers=answers, student="s1234567"),), 1, 0, 0))

    assert isinstance(console.file, io.StringIO)
    head, line = console.file.getvalue().splitlines()
    assert " ".join(head.split()) == "student score conv pool model train answers bonus what happened"
    assert " ".join(line.split()) == "s1234567 100/100 25/25 15/15 20/20 20/20 20/20 10/10 all passed"
