"""The learner's release: one zip with the exercises, and nothing that gives a solution away."""

import importlib.metadata
import json
import zipfile
from pathlib import Path

import helpers

NAME = "cnn-exercises"
KIT = "cnn-exercise-kit"
# Only what a learner works with: caches, editors' files and notes that lie about stay at home.
RELEASED = ("*.py", "*.md", "*.ini", "*.npz", "*.json", "py.typed")
# A zip has no time zone and begins in 1980; a fixed date makes equal contents equal bytes.
TIMESTAMP = (1980, 1, 1, 0, 0, 0)


def make_release(course: Path, out: Path) -> Path:
    """Build the learner's zip; the same contents always give the same bytes.

    Args:
        course: the folder that holds `exercises/`.
        out: the zip's path, or an existing folder to put `cnn-exercises.zip` into.

    Returns:
        Where the zip is.

    Raises:
        FileNotFoundError: the course has no `exercises/`, or `out`'s folder does not exist.
        OSError: the zip could not be written.
    """
    exercises = course / "exercises"
    if not exercises.is_dir():
        raise FileNotFoundError(f"{course} holds no exercises/: a release is made from a course's folder.")
    path = out / f"{NAME}.zip" if out.is_dir() else out
    distribution = importlib.metadata.distribution(KIT)
    contents = {
        "LICENSE": (distribution.read_text("licenses/LICENSE") or "").encode(),
        "README.md": Path(__file__).with_name("release_readme.md").read_bytes(),
        "pyproject.toml": _pyproject(distribution).encode(),
        **_released_files(exercises, "exercises"),
        **_released_files(Path(helpers.__file__).parent, "src/helpers"),
    }
    unfinished = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", TIMESTAMP)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, contents[name], zipfile.ZIP_DEFLATED)
    unfinished.replace(path)
    return path


def _released_files(folder: Path, name: str) -> dict[str, bytes]:
    """Name in the zip and content of each file of a folder that a learner needs."""
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for pattern in RELEASED
        for path in folder.rglob(pattern)
        if path.is_file()
        and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts)
    }


def _pyproject(distribution: importlib.metadata.Distribution) -> str:
    """What an installer needs to know; requirements are those of the kit, so that they are written once."""
    requirements = [line for line in distribution.requires or [] if "extra ==" not in line]
    return f"""\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "{NAME}"
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
"""
