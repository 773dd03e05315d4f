"""The learner's release: one zip with the exercises, and nothing that gives a solution away."""

import configparser
import importlib.metadata
import json
import zipfile
from pathlib import Path

import helpers
from grading.build import stale_exercises
from helpers.answers import FILE_NAME as ANSWERS_FILE
from helpers.answers import read_answers
from helpers.exercises import EXERCISES

NAME = "cnn-exercises"
KIT = "cnn-exercise-kit"
# Named one by one: whatever else lies in an instructor's folder stays there.
RELEASED = (
    *("README.md", "pytest.ini", ANSWERS_FILE),
    *(exercise.file_name for exercise in EXERCISES),
    *(f"test_{exercise.file_name}" for exercise in EXERCISES),
    *(f"data/{module}.npz" for module in ("convolution", "pooling", "model", "training")),
    "data/hints.json",
)
# A zip has no time zone and begins in 1980; a fixed date makes equal contents equal bytes.
TIMESTAMP = (1980, 1, 1, 0, 0, 0)


class ReleaseError(ValueError):
    """The course can't be released as it is; the text says why and what to do."""


def make_release(course: Path, out: Path) -> Path:
    """Build the learner's zip; the same contents always give the same bytes.

    Args:
        course: the folder that holds `exercises/` and `solutions/`.
        out: the zip's path, or an existing folder to put `cnn-exercises.zip` into.

    Returns:
        Where the zip is.

    Raises:
        ReleaseError: the exercises are not what their solutions give, since somebody solved them, say.
        BuildError: a solution can't be used.
        OSError: a file could not be read or written.
    """
    answers = course / "exercises" / ANSWERS_FILE
    problems = stale_exercises(course)
    if any(read_answers(answers.read_text(encoding="utf-8")).values()):
        problems.append(f"{answers.relative_to(course)}: somebody answered here; take the answers out")
    if problems:
        raise ReleaseError("Not released, for learners would get something else:\n" + "\n".join(problems))
    path = out / f"{NAME}.zip" if out.is_dir() else out
    distribution = importlib.metadata.distribution(KIT)
    licence = distribution.read_text("licenses/LICENSE")
    if licence is None:
        raise ReleaseError(f"The installed {KIT} came without its LICENSE; install it again.")
    contents = {
        "LICENSE": licence.encode(),
        "README.md": Path(__file__).with_name("release_readme.md").read_bytes(),
        "pyproject.toml": _pyproject(distribution, course / "exercises" / "pytest.ini").encode(),
        **{f"exercises/{name}": (course / "exercises" / name).read_bytes() for name in RELEASED},
        **_package_files(),
    }
    unfinished = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", TIMESTAMP)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, contents[name], zipfile.ZIP_DEFLATED)
    unfinished.replace(path)
    return path


def _package_files() -> dict[str, bytes]:
    """Name in the zip and content of each file of the installed package `helpers`."""
    package = Path(helpers.__file__).parent
    return {
        f"src/helpers/{path.relative_to(package).as_posix()}": path.read_bytes()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def _pyproject(distribution: importlib.metadata.Distribution, settings: Path) -> str:
    """What an installer and pytest need to know: the kit's own requirements and the checks' own settings.

    Its name is the kit's too: where a learner's half and an instructor's wheel meet, one replaces the other
    instead of mixing its files in.
    """
    checks = configparser.ConfigParser(interpolation=None)
    checks.read(settings, "utf-8")
    settings_of_checks = "\n".join(
        f"{name} = {json.dumps(value)}" for name, value in checks["pytest"].items()
    )
    requirements = [line for line in distribution.requires or [] if "extra ==" not in line]
    return f"""\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "{KIT}"
version = "{distribution.version}"
description = "Coding exercises for a lesson on convolutional neural networks with Keras"
license = "MIT"
license-files = ["LICENSE"]
requires-python = "{distribution.metadata["Requires-Python"]}"
dependencies = {json.dumps(requirements, indent=4)}

[project.scripts]
kit = "helpers.cli:main"

[tool.hatch.build.targets.wheel]
packages = ["src/helpers"]

# As exercises/pytest.ini says, for a run from here.
[tool.pytest.ini_options]
testpaths = ["exercises"]
{settings_of_checks}
"""
