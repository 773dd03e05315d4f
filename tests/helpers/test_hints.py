"""Hints are read from the exercises' own file, and a run goes on without them."""

from pathlib import Path

import pytest

from helpers.hints import FILE_NAME, Hints, read_hints

ROOT = Path(__file__).resolve().parents[2]


def test_the_hints_of_the_exercises_are_plain_ascii_of_three_layers() -> None:
    hints = read_hints(ROOT / "exercises")

    assert hints.beliefs
    for one in hints.beliefs.values():
        assert len(one.hints) == 3
        assert all(text.isascii() and text == text.strip() != "" for text in (one.belief, *one.hints))


@pytest.mark.parametrize("content", [None, "", "[]", '{"beliefs": {"a": {}}}', '{"beliefs": 3, "alike": []}'])
def test_without_a_sound_file_there_are_none(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / FILE_NAME).parent.mkdir()
        (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")

    assert read_hints(tmp_path) == Hints()
