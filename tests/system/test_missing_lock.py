"""On a machine without user namespaces: `kit grade` refuses, and says so loudly where that is waived."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grading import locks
from grading.course import course_root

KIT = Path(sys.executable).with_name("kit")
# A user namespace in which no further one may be made is such a machine.
DENIED = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    (tmp_path / "class" / "ann").mkdir(parents=True)
    shutil.copy(course_root() / "solutions" / "pooling.py", tmp_path / "class" / "ann")
    return tmp_path / "class"


def _grade(submissions: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(KIT), "grade", str(submissions), "--out", str(submissions.parent / "results"), *options]
    return _denied(*command)


def _denied(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["unshare", "--map-root-user", "sh", "-c", DENIED, "sh", *command],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_doctor_says_what_is_missing_how_to_get_it_and_what_it_could_not_try() -> None:
    run = _denied(str(KIT), "doctor")
    assert run.returncode == 1, run.stderr
    states = {line[9:]: line[:9].strip() for line in run.stdout.splitlines() if line[:1].isalpha()}
    assert {lock: states[lock] for lock in locks.REQUIRED} == {
        locks.NAMESPACES: "missing",
        locks.ROOT: "untried",
        locks.PRIVILEGES: "untried",
        locks.FILES: "holds",
        locks.LIMITS: "untried",
        locks.CALLS: "holds",
    }
    assert run.stdout.count("user.max_user_namespaces") == 1, "how to get a lock stands where it is missing"


def test_grading_refuses_and_names_the_lock_and_the_way_out(submissions: Path) -> None:
    run = _grade(submissions)
    assert run.returncode == 1
    assert locks.NAMESPACES in run.stderr
    assert "--unsafe-no-sandbox" in run.stderr
    assert "Traceback" not in run.stderr


def test_where_it_is_waived_it_is_said_loudly_and_kept_in_the_result(submissions: Path) -> None:
    run = _grade(submissions, "--unsafe-no-sandbox")
    assert run.returncode == 0, run.stderr
    assert "LEARNER CODE RUNS WITHOUT THESE LOCKS" in run.stdout
    assert "WARNING" in run.stdout
    result = json.loads((submissions.parent / "results" / "results" / "ann.json").read_text())
    assert result["unsafe"] is True
    assert locks.NAMESPACES not in result["locks"]
    assert locks.FILES in result["locks"]
    assert result["exercises"]["pooling"]["score"] == 15
