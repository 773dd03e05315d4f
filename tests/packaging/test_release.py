"""The learner's zip holds what a learner needs, and no line of a solution."""

import io
import os
import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from grading.release import ReleaseError, make_release
from helpers.exercises import EXERCISES, Exercise

ROOT = Path(__file__).resolve().parents[2]
# Shorter ones ("else:", "return x") say nothing about how an exercise is solved.
TELLING = 12


def split(source: str) -> tuple[set[str], str]:
    """The stripped lines between a source's solution markers, and the text outside of them."""
    solution, rest, inside = set(), [], False
    for line in source.splitlines():
        if "### BEGIN SOLUTION" in line or "### END SOLUTION" in line:
            inside = "BEGIN" in line
        elif inside:
            solution.add(line.strip())
        else:
            rest.append(line)
    return solution, "\n".join(rest)


@pytest.fixture(scope="module")
def secrets() -> list[bytes]:
    """The telling lines of all solutions, but for those that a stub shows by intent."""
    parts = [split((ROOT / "solutions" / exercise.file_name).read_text("utf-8")) for exercise in EXERCISES]
    shown = "\n".join(rest for _, rest in parts)
    lines = {line for solution, _ in parts for line in solution if len(line) > TELLING and line not in shown}
    stub = (ROOT / "exercises" / "answers.md").read_text("utf-8")
    answered = (ROOT / "solutions" / "answers.md").read_text("utf-8").splitlines()
    lines |= {line.strip() for line in answered if len(line) > TELLING and line not in stub}
    return sorted(line.encode() for line in lines)


def members(content: bytes, path: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of a zip, those of the zips in it (such as .npz) included."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            member = archive.read(name)
            yield f"{path}{name}", member
            if zipfile.is_zipfile(io.BytesIO(member)):
                yield from members(member, f"{path}{name}/")


def leaks(release: Path, secrets: list[bytes]) -> list[str]:
    """Where a solution's line stands in a release."""
    return [
        f"{name}: {secret!r}"
        for name, text in members(release.read_bytes())
        for secret in secrets
        if secret in text
    ]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one's own, to be changed at will."""
    for part in ("exercises", "graders", "solutions"):
        shutil.copytree(ROOT / part, tmp_path / "course" / part)
    return tmp_path / "course"


def test_no_line_of_a_solution_is_released(secrets: list[bytes], tmp_path: Path) -> None:
    assert len(secrets) > 10
    assert leaks(make_release(ROOT, tmp_path / "release.zip"), secrets) == []


def test_the_search_finds_a_solution_in_text(secrets: list[bytes], course: Path, tmp_path: Path) -> None:
    with (course / "exercises" / "README.md").open("ab") as readme:
        readme.write(secrets[0])

    assert leaks(make_release(course, tmp_path / "release.zip"), secrets) == [
        f"cnn-exercises/exercises/README.md: {secrets[0]!r}"
    ]


def test_the_search_finds_a_solution_in_compressed_data(secrets: list[bytes], tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "cases.npz", notes=np.frombuffer(b"before " + secrets[0], np.uint8))
    with zipfile.ZipFile(tmp_path / "release.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(tmp_path / "cases.npz", "cases.npz")

    assert leaks(tmp_path / "release.zip", secrets) == [f"cases.npz/notes.npy: {secrets[0]!r}"]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_stub_that_somebody_solved_is_not_released(
    exercise: Exercise, course: Path, tmp_path: Path
) -> None:
    shutil.copy(course / "solutions" / exercise.file_name, course / "exercises")

    with pytest.raises(ReleaseError, match=rf"{exercise.file_name}: the text differs; run `kit build`"):
        make_release(course, tmp_path / "release.zip")

    assert not (tmp_path / "release.zip").exists()


def test_answers_that_somebody_wrote_are_not_released(course: Path, tmp_path: Path) -> None:
    shutil.copy(course / "solutions" / "answers.md", course / "exercises")

    with pytest.raises(ReleaseError, match=r"answers\.md: somebody answered here; take the answers out"):
        make_release(course, tmp_path / "release.zip")


def test_it_holds_exercises_helpers_and_what_installs_them(tmp_path: Path) -> None:
    names = [
        name
        for name, _ in members(make_release(ROOT, tmp_path / "release.zip").read_bytes())
        if ".npz/" not in name
    ]
    tops = ("LICENSE", "README.md", "pyproject.toml", "exercises/", "src/helpers/")

    assert [
        name for name in names if not name.startswith(tuple(f"cnn-exercises/{top}" for top in tops))
    ] == []
    for needed in (
        *(f"exercises/{exercise.file_name}" for exercise in EXERCISES),
        *(f"exercises/test_{exercise.file_name}" for exercise in EXERCISES),
        "exercises/answers.md",
        *(f"exercises/data/{name}" for name in ("pooling.npz", "training.npz", "hints.json")),
        "exercises/pytest.ini",
        "src/helpers/cli.py",
        "src/helpers/digits.md",
        "src/helpers/digits.npz",
    ):
        assert f"cnn-exercises/{needed}" in names


def test_requirements_are_those_of_the_kit_without_the_instructors(tmp_path: Path) -> None:
    released = dict(members(make_release(ROOT, tmp_path / "release.zip").read_bytes()))
    release = tomllib.loads(released["cnn-exercises/pyproject.toml"].decode())["project"]
    kit = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert sorted(release["dependencies"]) == sorted(kit["dependencies"])
    assert set(release["requires-python"].split(",")) == set(kit["requires-python"].split(","))
    assert released["cnn-exercises/LICENSE"] == (ROOT / "LICENSE").read_bytes()


def test_equal_contents_give_equal_bytes(course: Path, tmp_path: Path) -> None:
    first = make_release(course, tmp_path / "first.zip").read_bytes()
    for path in (course / "exercises").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    for stray in (
        "__pycache__/convolution.cpython-311.pyc",
        ".pytest_cache/README.md",
        ".notes.md",
        "convolution.py~",
    ):
        (course / "exercises" / stray).parent.mkdir(exist_ok=True)
        (course / "exercises" / stray).write_text("not for learners")

    assert make_release(course, tmp_path / "second.zip").read_bytes() == first


def test_a_folder_is_filled_with_the_usual_name(tmp_path: Path) -> None:
    assert make_release(ROOT, tmp_path) == tmp_path / "cnn-exercises.zip"
    assert [path.name for path in tmp_path.iterdir()] == ["cnn-exercises.zip"]
