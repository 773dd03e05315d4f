"""Every file is graded apart: whatever becomes of the others, it keeps its points, and costs only its own."""

from collections.abc import Callable
from typing import Any

import pytest

from helpers.exercises import EXERCISES

POINTS = {exercise.file_name: (exercise.name, exercise.points) for exercise in EXERCISES} | {
    "answers.md": ("answers", 20)
}
NOTHING = dict.fromkeys((exercise for exercise, _ in POINTS.values()), 0)


@pytest.mark.parametrize("file", POINTS)
@pytest.mark.parametrize(
    "ruined",
    [None, b"def half a function(:\n", b"\xff\xfe\x00broken \x80"],
    ids=["absent", "no Python", "no text"],
)
def test_a_file_keeps_its_points_whatever_became_of_all_others(
    judge: Callable[..., Any], solutions: dict[str, bytes], file: str, ruined: bytes | None
) -> None:
    others = {} if ruined is None else dict.fromkeys(POINTS, ruined)
    verdict = judge(others | {file: solutions[file]})
    exercise, points = POINTS[file]
    assert verdict.points() == NOTHING | {exercise: points}


def test_ruined_files_say_what_they_are(judge: Callable[..., Any]) -> None:
    for ruined, outcome in [(b"def half a function(:\n", "error"), (b"\xff\xfe\x00broken", "error")]:
        verdict = judge(dict.fromkeys(POINTS, ruined))
        assert {test["outcome"] for test in verdict.tests.values()} == {outcome}
