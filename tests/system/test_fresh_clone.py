"""On a fresh clone, with only Python and make: `make demo` grades the example class."""

import csv
import os
from collections.abc import Iterator

import pytest

from grading import locks
from grading.results import EXERCISE_NAMES
from tests.grading.example_class import promised
from tests.system.newcomers import Newcomer, fresh_clone

OFFLINE = {"UV_OFFLINE": "1", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


@pytest.fixture(params=["ordinary user", "root"])
def newcomer(request: pytest.FixtureRequest) -> Iterator[Newcomer]:
    if request.param == "root" and os.getuid() != 0:
        pytest.skip("needs root: grading as root is a case of its own")
    with fresh_clone(ordinary=request.param == "ordinary user") as somebody:
        yield somebody


@pytest.mark.timeout(900)
def test_demo_grades_the_class_and_every_lock_holds(newcomer: Newcomer) -> None:
    printed = newcomer.runs("make", "demo", "PYTHON=/usr/bin/python3")

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


@pytest.mark.timeout(900)
@pytest.mark.parametrize("newcomer", ["ordinary user"], indirect=True)
def test_a_second_run_installs_nothing_and_needs_no_network(newcomer: Newcomer) -> None:
    newcomer.runs("make", "setup", "PYTHON=/usr/bin/python3")

    printed = newcomer.runs("make", "setup", "demo", **OFFLINE)

    assert "Installed" not in printed
    assert "demo-results/grades.csv" in printed
