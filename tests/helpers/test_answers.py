"""The written answers are found however a learner's editor or habits leave the file."""

import time
from pathlib import Path

import pytest

from helpers.answers import QUESTIONS, read_answers, read_stray_text

ROOT = Path(__file__).resolve().parents[2]
POOLING, TRANSFORMERS = (question.heading for question in QUESTIONS)
BOTH = {"max_pooling": "It pools.", "cnn_vs_vit": "They are small."}


def test_the_stub_holds_every_question_with_its_prompt_and_no_answer() -> None:
    stub = (ROOT / "exercises" / "answers.md").read_text(encoding="utf-8")

    assert read_answers(stub) == {"max_pooling": "", "cnn_vs_vit": ""}
    assert read_stray_text(stub) == ""
    for question in QUESTIONS:
        assert f"\n## {question.heading}\n\n> {question.prompt}\n" in stub


def test_the_solution_is_the_stub_with_answers() -> None:
    solution = (ROOT / "solutions" / "answers.md").read_text(encoding="utf-8")
    answers = read_answers(solution)

    for answer in answers.values():
        assert answer
        solution = solution.replace(answer + "\n\n", "").replace(answer + "\n", "")
    assert solution == (ROOT / "exercises" / "answers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        f"## {POOLING}\nIt pools.\n## {TRANSFORMERS}\nThey are small.",
        f"## {TRANSFORMERS}\nThey are small.\n## {POOLING}\nIt pools.\n",
        f"\ufeff## {POOLING}\r\n> prompt\r\n\r\nIt pools.\r\n## {TRANSFORMERS}\r\n\r\nThey are small.\r\n",
        f"# {POOLING.upper()}  \rIt pools.\r##### {TRANSFORMERS.rstrip('?')} ##\rThey are small.",
        f"{POOLING}\n=====\nIt pools.\n\n{TRANSFORMERS}\n---\nThey are small.",
        f"**1. {POOLING}**\n\nIt pools.\n\n2) _{TRANSFORMERS}_\nThey are small.",
        f"##{POOLING.replace(' ', '  ')}\nIt pools.\n## {TRANSFORMERS} <!-- 10 points -->\nThey are small.",
    ],
    ids=["plain", "other order", "BOM and CRLF", "case, level, CR", "underlined", "bold, numbered", "spaces"],
)
def test_headings_are_found_in_many_forms(text: str) -> None:
    assert read_answers(text) == BOTH


def test_prompts_and_comments_are_no_answer() -> None:
    text = (
        f"## {POOLING}\n> prompt\n  > indented\n<!-- one\n\n## two -->\nIt <!-- really -->pools.<!-- x --> y"
    )

    assert read_answers(text)["max_pooling"] == "It pools. y"


@pytest.mark.parametrize("text", ["", "...\n---\n", "<!-- none\nyet -->", "> 3-5 sentences"])
def test_an_untouched_question_has_an_empty_answer(text: str) -> None:
    assert read_answers(f"## {POOLING}\n{text}") == {"max_pooling": "", "cnn_vs_vit": ""}


def test_an_open_comment_or_fence_swallows_nothing() -> None:
    for opening in ("<!-- oops", "```", "~~~~ python"):
        answers = read_answers(
            f"## {POOLING}\nIt pools. {opening}\n{opening}\n## {TRANSFORMERS}\nThey are small."
        )

        assert answers["max_pooling"].startswith("It pools.")
        assert answers["cnn_vs_vit"] == "They are small."


def test_a_heading_inside_a_code_fence_is_text() -> None:
    text = f"## {POOLING}\nLike this:\n```md\n## {TRANSFORMERS}\n<!-- kept -->\n```\nIt pools."

    assert read_answers(text)["max_pooling"].endswith("<!-- kept -->\n```\nIt pools.")
    assert read_answers(text)["cnn_vs_vit"] == ""


@pytest.mark.parametrize(
    ("below", "answer"),
    [
        ("It pools.\n## Notes\nto myself", "It pools."),
        ("## My answer\nIt pools.", "## My answer\nIt pools."),
        ("It\n### really\npools.", "It\n### really\npools."),
        ("max(x)\n# a comment", "max(x)\n# a comment"),
    ],
    ids=["same level ends", "before any text", "deeper", "comment"],
)
def test_other_headings(below: str, answer: str) -> None:
    assert read_answers(f"## {POOLING}\n{below}\n## {TRANSFORMERS}\nx")["max_pooling"] == answer


def test_text_below_no_question_is_stray() -> None:
    text = f"# My answers\nIt pools.\n> no\n## {POOLING}\nx\n## Notes\nto myself"

    assert read_stray_text(text) == "It pools.\n\nto myself"


def test_a_question_that_stands_there_twice() -> None:
    twice = f"## {POOLING}\n\n## {TRANSFORMERS}\nx\n## {POOLING}\nIt pools.\n## {POOLING}\nIt shrinks.\n"

    assert read_answers(twice)["max_pooling"] == "It pools.\n\nIt shrinks."
    assert read_answers(f"## {POOLING}\nIt pools.\n" * 2)["max_pooling"] == "It pools."


@pytest.mark.parametrize("piece", ["```\n", "~~~\n````\n", "<!--", "<!-- -->\n", "# a\n", "> ", "a\n", "#"])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(repeats: int) -> float:
        text = f"## {POOLING}\n" + piece * repeats
        start = time.process_time()
        read_answers(text)
        return time.process_time() - start

    assert min(seconds(16_000) for _ in range(3)) < 0.01 + 16 * min(seconds(2_000) for _ in range(3))
