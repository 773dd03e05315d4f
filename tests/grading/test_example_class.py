"""The example class gets the points that its README promises."""

import re

import pytest

from grading.course import course_root
from grading.fleet import Fleet
from grading.submissions import Entry, find_entries, read_submission

COURSE = course_root()
EXAMPLES = COURSE / "examples"
ROW = re.compile(r"^\| `([a-z]+)(?:/|\.zip)` \|.*\| (\d*) ?\| (\d*) ?\|$", re.MULTILINE)
PROMISED = {
    name: tuple(int(points) if points else None for points in row)
    for name, *row in ROW.findall((EXAMPLES / "README.md").read_text("utf-8"))
}
ENTRIES, _ = find_entries(EXAMPLES / "class")


def test_the_readme_names_every_entry() -> None:
    assert sorted(PROMISED) == sorted(entry.student for entry in ENTRIES)


def test_elif_hands_in_the_stubs_untouched() -> None:
    handed_in = {path.name: path.read_bytes() for path in (EXAMPLES / "class" / "elif").glob("*.py")}
    assert sorted(handed_in) == ["convolution.py", "pooling.py"]
    assert handed_in == {name: (COURSE / "exercises" / name).read_bytes() for name in handed_in}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.student)
def test_an_entry_scores_what_the_readme_says(fleet: Fleet, entry: Entry) -> None:
    submission = read_submission(entry)
    if submission.problem:
        assert PROMISED[entry.student] == (None, None)
        return
    reply = fleet.judge(
        {
            "files": dict(submission.files),
            "seed": 5,
            "exercises": ["convolution", "pooling"],
            "test_cpu_s": 2.0,
            "unsafe": False,
        }
    )
    scores = {"convolution": 0, "pooling": 0}
    for test in reply["tests"]:
        scores[test["exercise"]] += test["points"]
    assert (scores["convolution"], scores["pooling"]) == PROMISED[entry.student]
