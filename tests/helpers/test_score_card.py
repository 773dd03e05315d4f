"""The score card counts checks, names one thing to do next, and never speaks of points gained."""

import json
from pathlib import Path

import pytest

from helpers.answers import QUESTIONS
from helpers.run import Outcome, Run
from helpers.score_card import render

CHECKS = {
    "test_convolution.py::test_convolve_vertical_edge": "Finds the edge.",
    "test_convolution.py::test_relu_mixed": "Negative numbers become 0.",
    "test_pooling.py::test_max_pool_one_map": "Only the largest stays.",
}
PASSED = Outcome("passed")


def card(*outcomes: Outcome, convolution: int = 2) -> str:
    ended = dict(zip(CHECKS, outcomes, strict=False))
    return render(Run(totals={"convolution": convolution, "pooling": 1}, ideas=CHECKS, outcomes=ended))


def test_nothing_written() -> None:
    text = card(
        Outcome("unwritten", "it is a stub", "convolve"),
        Outcome("unwritten", "it is a stub", "relu"),
        Outcome("unwritten", "it is a stub", "max_pool"),
    )

    assert "Convolution     0 of 2 checks   not written yet: convolve, relu\n" in text
    assert "Max pooling     0 of 1 checks   not written yet: max_pool\n" in text
    assert "Next: write convolve in convolution.py: slide the kernel over the image\n" in text


def test_a_wrong_one_is_explained_above_and_comes_next() -> None:
    text = card(PASSED, Outcome("failed", "gave 1, expected 2", "relu", "seen\n"), PASSED)

    message, _, lines = text.partition("Score card")
    assert "--- test_relu_mixed -" in message
    assert "Negative numbers become 0.\n\ngave 1, expected 2\n" in message
    assert "Your code printed:\n    seen\n" in message
    assert "Convolution     1 of 2 checks\n" in lines
    assert "Next: read what test_relu_mixed says above and correct convolution.py." in lines


def test_everything_passed() -> None:
    text = card(PASSED, PASSED, PASSED)

    assert "Well done, every visible check is passed!" in text
    assert "come from hidden tests when you\nhand in" in text


def test_checks_that_were_not_run_are_counted() -> None:
    assert "Convolution     2 of 9 checks   7 not run" in card(PASSED, PASSED, PASSED, convolution=9)
    assert "Next: run all of them." in card(PASSED, PASSED, PASSED, convolution=9)
    assert "Next: run the remaining checks as well." in card(PASSED)


def test_hidden_tests_are_named_by_idea_for_each_exercise() -> None:
    text = card(PASSED, PASSED, PASSED)

    assert "Your points (Convolution 25, Max pooling 15) come from hidden tests" in text
    assert "- Convolution: many other sizes" in text
    assert "- Max pooling: other windows" in text


def test_every_console_can_show_it() -> None:
    assert card(PASSED, PASSED, PASSED).isascii()


POOLING, TRANSFORMERS = (f"## {question.heading}\n> prompt\n{{}}\n" for question in QUESTIONS)


def card_with_answers(folder: Path, text: str | None, *outcomes: Outcome) -> str:
    if text is not None:
        (folder / "answers.md").write_text(text, encoding="utf-8")
    checks = {**CHECKS, "test_custom_loop.py::test_train_step": "One step."}
    run = Run(
        totals={"convolution": 2, "pooling": 1, "bonus": 1},
        ideas=checks,
        outcomes=dict(zip(checks, outcomes, strict=True)),
    )
    return render(run, folder)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (POOLING.format("x") + TRANSFORMERS.format("y"), "written"),
        (POOLING.format("") + TRANSFORMERS.format(""), "not yet; read after hand-in"),
        (
            POOLING.format("x") + TRANSFORMERS.format("..."),
            "not yet: CNNs and transformers; read after hand-in",
        ),
        (None, "not yet: there is no answers.md here"),
        (
            "It keeps the largest.\n" + POOLING.format("") + TRANSFORMERS.format(""),
            "not yet: answers.md has text, but none below a question",
        ),
    ],
    ids=["both", "none", "one", "no file", "astray"],
)
def test_the_line_of_the_written_answers(tmp_path: Path, text: str | None, line: str) -> None:
    shown = card_with_answers(tmp_path, text, PASSED, PASSED, PASSED, PASSED)

    assert "Max pooling     1 of 1 checks\n" in shown
    assert f"\nWritten answers   {line}\n" in shown
    assert "- Written answers (20 points): read after hand-in" in shown
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) <= 79


def test_answers_come_next_when_all_but_the_bonus_is_passed(tmp_path: Path) -> None:
    unwritten = Outcome("unwritten", "it is a stub", "train_step")
    half = POOLING.format("x")
    wrong = Outcome("failed", "no", "relu")

    for bonus in (unwritten, PASSED):
        text = card_with_answers(tmp_path, half, PASSED, PASSED, PASSED, bonus)
        assert "Next: write in answers.md what you know about\n      CNNs and transformers.\n" in text
        assert "Well done" not in text
    assert "Next: read what test_relu_mixed" in card_with_answers(
        tmp_path, half, PASSED, wrong, PASSED, unwritten
    )

    both = half + TRANSFORMERS.format("y")
    assert "Next: write train_step" in card_with_answers(tmp_path, both, PASSED, PASSED, PASSED, unwritten)
    assert "Well done" in card_with_answers(tmp_path, both, PASSED, PASSED, PASSED, PASSED)


def test_a_bonus_that_is_begun_and_wrong_comes_before_the_answers(tmp_path: Path) -> None:
    wrong = Outcome("failed", "no", "train_step")
    text = card_with_answers(tmp_path, POOLING.format(""), PASSED, PASSED, PASSED, wrong)
    assert "Next: read what test_train_step says above" in text


def test_a_missing_answers_file_comes_next_too(tmp_path: Path) -> None:
    assert "Next: take answers.md" in card_with_answers(tmp_path, None, PASSED, PASSED, PASSED, PASSED)


def test_answers_in_a_strange_encoding_count_as_written(tmp_path: Path) -> None:
    for encoding in ("latin-1", "utf-8-sig"):
        text = POOLING.format("Grö\xdfe") + TRANSFORMERS.format("ja")
        (tmp_path / "answers.md").write_bytes(text.encode(encoding))

        assert "Written answers   written\n" in card_with_answers(tmp_path, None, *[PASSED] * 4)


@pytest.fixture
def with_hints(tmp_path: Path) -> Path:
    """An exercises folder with two beliefs."""
    beliefs = {
        id_: {"exercise": "convolution", "belief": f"{id_} is right.", "hints": ["Seen.", "Meant.", "There."]}
        for id_ in ("one", "another")
    }
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "hints.json").write_text(json.dumps({"beliefs": beliefs, "alike": []}))
    return tmp_path


def wrong(*candidates: str, cause: str | None = "perhaps this.") -> Outcome:
    return Outcome("failed", "gave 1, expected 2", "relu", cause=cause, candidates=candidates)


def named_card(folder: Path, *outcomes: Outcome, layers: int = 1) -> str:
    ended = dict(zip(CHECKS, outcomes, strict=True))
    return render(Run(totals={"convolution": 2, "pooling": 1}, ideas=CHECKS, outcomes=ended), folder, layers)


def test_a_belief_is_told_once_and_takes_the_place_of_the_likely_cause(with_hints: Path) -> None:
    text = named_card(with_hints, wrong("one/0"), wrong("one/0"), PASSED)

    told = "gave 1, expected 2\nIt answers like code that believes: one is right.\nHint 1: Seen.\n"
    assert text.count(told) == 1
    assert "gave 1, expected 2\nThe same idea as in test_convolve_vertical_edge above.\n" in text
    assert text.count("believes:") == 1
    assert "Likely cause" not in text
    assert "Hint 2" not in text
    assert text.endswith("\n\npytest exercises/ --hints 2 shows one more hint for each idea named above.")
    assert text.isascii()


@pytest.mark.parametrize(("layers", "last"), [(2, "Hint 2: Meant."), (3, "Hint 3: There.")])
def test_more_hints_can_be_asked_for(with_hints: Path, layers: int, last: str) -> None:
    text = named_card(with_hints, wrong("one/0"), PASSED, PASSED, layers=layers)

    assert f"Hint 1: Seen.\nHint 2: Meant.\n{'' if layers == 2 else last}" in text
    assert f"Hint {layers + 1}" not in text
    assert "--hints" not in text


def test_two_beliefs_at_once_are_both_told(with_hints: Path) -> None:
    text = named_card(with_hints, wrong("one/0"), wrong("another/0+one/1"), PASSED)

    assert "believes: one is right.\n" in text
    assert (
        "The same idea as in test_convolve_vertical_edge above.\n"
        "It answers like code that believes: another is right.\n"
    ) in text
    both = named_card(with_hints, wrong("another/0+one/1"), PASSED, PASSED)
    assert "And also like code that believes: one is right.\nHint 1: Seen.\n" in both


def test_where_nothing_is_named_the_likely_cause_stays(with_hints: Path) -> None:
    text = named_card(with_hints, wrong("one/0", "another/0"), wrong("unheard_of", cause=None), PASSED)

    assert "gave 1, expected 2\nLikely cause: perhaps this.\n" in text
    assert "believes" not in text
    assert "--hints" not in text
