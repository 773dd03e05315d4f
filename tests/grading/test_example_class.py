"""The example class gets the points that its README promises."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest

from grading.course import course_root
from grading.intake import find_entries, read_submission
from grading.results import EXERCISE_NAMES
from helpers.answers import FILE_NAME
from helpers.exercises import EXERCISES

COURSE = course_root()
EXAMPLES = COURSE / "examples"
ROW = re.compile(r"^\| `([a-z]+)(?:/|\.zip)` \|[^|]*\|([ \d|]*)\|$", re.MULTILINE)
PROMISED = {
    name: [int(points) for points in row.split("|") if points.strip()]
    for name, row in ROW.findall((EXAMPLES / "README.md").read_text("utf-8"))
}
ENTRIES = {entry.student: entry for entry in find_entries(EXAMPLES / "class")[0]}
SUBMISSIONS = {student: read_submission(entry) for student, entry in ENTRIES.items()}


@pytest.fixture(scope="module")
def verdicts(judge_ahead: Callable[..., Future[Any]], selected: list[str]) -> dict[str, Future[Any]]:
    """The verdict on each entry that can be read."""
    return {
        student: judge_ahead(SUBMISSIONS[student].files, EXERCISE_NAMES, seed=5, test_cpu_s=5.0)
        for student in selected
        if not SUBMISSIONS[student].problem
    }


def test_the_readme_names_every_entry() -> None:
    assert sorted(PROMISED) == sorted(ENTRIES)


def test_elif_hands_in_the_stubs_untouched() -> None:
    handed_in = {path.name: path.read_bytes() for path in (EXAMPLES / "class" / "elif").iterdir()}
    assert sorted(handed_in) == sorted([FILE_NAME, *(exercise.file_name for exercise in EXERCISES)])
    assert handed_in == {name: (COURSE / "exercises" / name).read_bytes() for name in handed_in}


@pytest.mark.parametrize("student", ENTRIES)
def test_an_entry_scores_what_the_readme_says(verdicts: dict[str, Future[Any]], student: str) -> None:
    if SUBMISSIONS[student].problem:
        assert PROMISED[student] == []
        return
    points = verdicts[student].result().points()
    assert [points[exercise] for exercise in EXERCISE_NAMES] == PROMISED[student]
