"""The zip for Gradescope builds an autograder, and that grades."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from uv import find_uv_bin

from grading.course import course_root
from grading.exchange.wheel import instructor_wheel
from helpers.cli import main

ROOT = Path(__file__).resolve().parents[2]
# Nothing of this run's own environment may help the one that is built.
OWN = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "PYTEST_ADDOPTS")


def test_the_wheel_is_what_the_build_makes(tmp_path: Path) -> None:
    subprocess.run(
        [find_uv_bin(), "build", "--wheel", "--quiet", "--out-dir", tmp_path], cwd=ROOT, check=True
    )
    (built,) = tmp_path.glob("*.whl")
    name, data = instructor_wheel(course_root())
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / name).write_bytes(data)

    assert name == built.name
    contents = []
    for path in (built, tmp_path / "own" / name):
        with zipfile.ZipFile(path) as archive:
            contents.append({one: archive.read(one) for one in archive.namelist()})
    theirs, ours = contents
    assert set(ours) == set(theirs)
    differing = {one for one in ours if ours[one] != theirs[one]}
    assert {one.rpartition("/")[2] for one in differing} <= {"WHEEL", "RECORD"}


@pytest.fixture(scope="module")
def autograder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that Gradescope calls /autograder, its image built."""
    root = tmp_path_factory.mktemp("autograder")
    assert main(["export", "gradescope-autograder", "--out", str(root / "upload.zip")]) == 0
    with zipfile.ZipFile(root / "upload.zip") as archive:
        archive.extractall(root / "source")
    shutil.copy(root / "source" / "run_autograder", root)
    done = run(root, root / "source" / "setup.sh")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def run(root: Path, script: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as Gradescope does, but for where /autograder is, and with uv in place."""
    env = {name: value for name, value in os.environ.items() if name not in OWN} | {
        "AUTOGRADER_ROOT": str(root),
        "KIT_PYTHON": sys.executable,
        "PATH": f"{Path(find_uv_bin()).parent}:/usr/bin:/bin",
    }
    return subprocess.run(
        ["bash", script], cwd=root, env=env, capture_output=True, text=True, check=False, timeout=280
    )


def submit(root: Path, files: dict[str, bytes]) -> None:
    """What a learner uploads, where the harness puts it."""
    shutil.rmtree(root / "submission", ignore_errors=True)
    for name, data in files.items():
        path = root / "submission" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_the_autograder_grades_a_submission(autograder: Path) -> None:
    solution = (ROOT / "solutions" / "pooling.py").read_bytes()
    submit(autograder, {"exercises/pooling.py": solution, "exercises/model.py": b"1/0"})

    done = run(autograder, autograder / "run_autograder")

    assert done.returncode == 0, done.stdout + done.stderr
    data = json.loads((autograder / "results" / "results.json").read_text("utf-8"))
    assert data["score"] == 15
    assert {test["name"]: test["score"] for test in data["tests"] if test["visibility"] == "visible"} == {
        "Convolution": 0,
        "Max pooling": 15,
        "Model": 0,
        "Training": 0,
        "Bonus": 0,
    }
    assert data["extra_data"]["unsafe"] is False
    assert (
        "kit grade` can lock learner code in here" in done.stdout
    )  # what the doctor found, for the instructor


def test_an_autograder_that_fails_leaves_no_earlier_result(autograder: Path) -> None:
    (autograder / "results").mkdir(exist_ok=True)
    (autograder / "results" / "results.json").write_text('{"score": 100}')
    shutil.rmtree(autograder / "submission", ignore_errors=True)

    done = run(autograder, autograder / "run_autograder")

    assert done.returncode != 0
    assert not (autograder / "results" / "results.json").exists()
