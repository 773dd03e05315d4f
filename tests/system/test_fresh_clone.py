"""On a fresh clone, with only Python and make: `make demo` grades the example class."""

import csv
import os
from pathlib import Path

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
        _check_locks(newcomer)


@pytest.mark.timeout(900)
def test_what_is_set_up_installs_nothing_more_and_needs_no_network_also_for_root() -> None:
    cache = os.environ.get("UV_CACHE_DIR", str(Path.home() / ".cache" / "uv"))
    with fresh_clone(ordinary=False) as newcomer:
        newcomer.runs("make", "setup", "PYTHON=/usr/bin/python3", UV_CACHE_DIR=cache)

        printed = newcomer.runs("make", "setup", **OFFLINE)
        grade = (".venv/bin/kit", "grade", "examples/class", "--student", "amelia", "--out", "results")
        graded = newcomer.runs(*grade, **OFFLINE)

        assert "Installed" not in printed
        assert "100/100" in graded
        _check_locks(newcomer)


def _check_demo(newcomer: Newcomer, printed: str) -> None:
    """The class has the points that its README promises, and the clone is as clean as before."""
    with (newcomer.clone / "demo-results" / "grades.csv").open(newline="", encoding="utf-8") as grades:
        rows = {row["student"]: row for row in csv.DictReader(grades)}
    graded = {student: {name: row[name] for name in EXERCISE_NAMES} for student, row in rows.items()}
    unread = dict.fromkeys(EXERCISE_NAMES, "0")
    assert graded == {
        student: points if any(points.values()) else unread for student, points in promised().items()
    }
    assert [student for student in rows if student not in printed] == []
    assert newcomer.runs("git", "status", "--short") == ""


def _check_locks(newcomer: Newcomer) -> None:
    examined = newcomer.runs(".venv/bin/kit", "doctor").splitlines()
    assert [line for line in examined if line.endswith(locks.REQUIRED)] == [
        f"{'holds':9}{lock}" for lock in locks.REQUIRED
    ]
