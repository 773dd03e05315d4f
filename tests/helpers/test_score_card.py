"""The score card counts checks, names one thing to do next, and never speaks of points gained."""

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
