"""On a fresh clone, with only Python and make: `make demo` grades the example class."""

import csv

import pytest

from grading import locks
from grading.results import EXERCISE_NAMES
from tests.grading.example_class import promised
from tests.system.newcomers import Newcomer, fresh_clone

OFFLINE = {"UV_OFFLINE": "1", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


@pytest.mark.timeout(900)
def test_demo_grades_the_class_for_an_ordinary_user_and_every_lock_holds() -> None:
    with fresh_clone(ordinary=True) as newcomer:
        _check_demo(newcomer, newcomer.runs("make", "demo", "PYTHON=/usr/bin/python3"))


@pytest.mark.timeout(900)
def test_what_is_set_up_installs_nothing_more_and_needs_no_network_also_for_root() -> None:
    with fresh_clone(ordinary=False) as newcomer:
        newcomer.runs("make", "setup", "PYTHON=/usr/bin/python3")

        printed = newcomer.runs("make", "setup", "demo", **OFFLINE)

        assert "Installed" not in printed
        _check_demo(newcomer, printed)


def _check_demo(newcomer: Newcomer, printed: str) -> None:
    """The class has the points that its README promises, the clone is as clean as before, all locks hold."""
    with (newcomer.clone / "demo-results" / "grades.csv").open(newline="", encoding="utf-8") as grades:
        rows = {row["student"]: row for row in csv.DictReader(grades)}
    graded = {student: {name: row[name] for name in EXERCISE_NAMES} for student, row in rows.items()}
    unread = dict.fromkeys(EXERCISE_NAMES, "0")
    assert graded == {
        student: points if any(points.values()) else unread for student, points in promised().items()
    }
    assert [student for student in rows if student not in printed] == []
    assert newcomer.runs("git", "status", "--short") == ""

    examined = newcomer.runs(".venv/bin/kit", "doctor").splitlines()
    assert [line for line in examined if line.endswith(locks.REQUIRED)] == [
        f"{'holds':9}{lock}" for lock in locks.REQUIRED
    ]
