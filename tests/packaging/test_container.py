"""The Dockerfile, as far as it can be judged without a container engine."""

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def handed_to_the_engine(name: str) -> bool:
    """Whether .dockerignore lets a file through: the last line decides that fits it or a folder above."""
    path, through = Path(name), True
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        if any(fnmatch(str(part), line.removeprefix("!")) for part in (path, *path.parents[:-1])):
            through = line.startswith("!")
    return through


def test_all_that_the_kit_is_built_from_reaches_the_image() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project, wheel = pyproject["project"], pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = [
        source
        for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for source in line.split()[1:-1]
        if source != "."
    ]
    needed = {project["readme"], *project["license-files"], *wheel["only-include"], *copied}

    assert {path for path in needed if not (ROOT / path).exists()} == set()
    assert {path for path in needed if not handed_to_the_engine(path)} == set()


def test_what_is_an_instructors_own_stays_out_of_the_image() -> None:
    private = [".env", ".git/HEAD", ".venv/bin/kit", "class.zip", "results/grades.csv", "class/ada/model.py"]
    stale = ["src/grading/__pycache__/cli.cpython-313.pyc"]

    assert [name for name in private + stale if handed_to_the_engine(name)] == []
