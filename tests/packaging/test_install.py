"""Release and wheel, each installed into an empty environment, do their part outside of a checkout."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from uv import find_uv_bin

from grading.release import make_release
from helpers.exercises import EXERCISES

ROOT = Path(__file__).resolve().parents[2]
# Nothing of this run's own surroundings may help: only the way to the network and uv's cache come along.
OWN = (
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "UV_PROJECT_ENVIRONMENT",
    "UV_COMPILE_BYTECODE",
    "PYTEST_ADDOPTS",
)
SURROUNDINGS = {name: value for name, value in os.environ.items() if name not in OWN}


@dataclass(frozen=True)
class Environment:
    """An environment that holds one installed distribution, and the folder that its user works in."""

    python: Path
    folder: Path

    def run(self, command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """What one of the environment's commands does in the user's folder."""
        program = self.python.with_name(command)
        return subprocess.run(
            [program, *arguments],
            cwd=self.folder,
            env=SURROUNDINGS,
            capture_output=True,
            text=True,
            check=False,
        )


def uv(*arguments: str | Path, folder: Path = ROOT) -> None:
    """Run uv from its cache alone where that is enough: a second run then needs no network."""
    command = [find_uv_bin(), *arguments, "--quiet"]
    offline = subprocess.run(
        [*command, "--offline"], cwd=folder, env=SURROUNDINGS, capture_output=True, check=False
    )
    if offline.returncode != 0:
        subprocess.run(command, cwd=folder, env=SURROUNDINGS, check=True)


def install(requirement: str, place: Path, folder: Path) -> Environment:
    """A new environment with a requirement and what it depends on, in the versions of uv.lock."""
    python = place / "environment" / "bin" / "python"
    constraints = place / "constraints.txt"
    uv("export", "--frozen", "--all-extras", "--no-emit-project", "--no-hashes", "--output-file", constraints)
    uv("venv", "--python", sys.executable, place / "environment")
    uv("pip", "install", "--python", python, "--constraint", constraints, requirement, folder=folder)
    return Environment(python, folder)


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A learner who unpacked the release and installed it."""
    place = tmp_path_factory.mktemp("learner")
    with zipfile.ZipFile(make_release(ROOT, place)) as archive:
        archive.extractall(place)
    return install("--editable=.", place, place / "cnn-exercises")


@pytest.fixture(scope="module")
def instructor(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An instructor who installed the wheel, and has no checkout."""
    place = tmp_path_factory.mktemp("instructor")
    uv("build", "--wheel", "--out-dir", place)
    (wheel,) = place.glob("*.whl")
    (place / "work").mkdir()
    return install(f"cnn-exercise-kit[instructor] @ {wheel.as_uri()}", place, place / "work")


def test_a_learner_checks_the_stubs_and_reads_the_score_card(learner: Environment) -> None:
    run = learner.run("pytest", "exercises/")

    assert run.returncode == 1, run.stdout + run.stderr
    assert "not written yet" in run.stdout
    for exercise in EXERCISES:
        assert exercise.title in run.stdout


def test_a_learner_has_the_command_but_not_the_instructors_half(learner: Environment) -> None:
    assert learner.run("kit", "--version").returncode == 0
    assert "grade" not in learner.run("kit", "--help").stdout
    assert learner.run("kit", "grade", ".", "--out", "results").returncode == 2
    assert learner.run("python", "-c", "import grading").returncode == 1


def test_an_instructor_has_the_whole_command(instructor: Environment) -> None:
    help_text = instructor.run("kit", "--help").stdout

    assert [command for command in ("grade", "release", "build") if command not in help_text] == []


def test_the_wheel_releases_what_the_checkout_does(instructor: Environment, tmp_path: Path) -> None:
    run = instructor.run("kit", "release", "--out", tmp_path / "wheel.zip")

    assert run.returncode == 0, run.stderr
    assert (tmp_path / "wheel.zip").read_bytes() == make_release(ROOT, tmp_path / "checkout.zip").read_bytes()


def test_the_wheel_grades(instructor: Environment, tmp_path: Path) -> None:
    solved = tmp_path / "class" / "ada"
    solved.mkdir(parents=True)
    for exercise in EXERCISES:
        shutil.copy(ROOT / "solutions" / exercise.file_name, solved)

    run = instructor.run("kit", "grade", tmp_path / "class", "--out", tmp_path / "results")

    assert run.returncode == 0, run.stdout + run.stderr
    result = json.loads((tmp_path / "results" / "results" / "ada.json").read_text("utf-8"))
    assert result["status"] == "graded"
    lost = [test["name"] for test in result["tests"] if test["outcome"] != "passed"]
    assert lost == []
    assert result["score"] > 0
