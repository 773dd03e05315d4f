"""Puts the assignment into the folder of an nbgrader course: the notebook, and beside it the visible checks.

nbgrader takes an assignment from `source/<assignment>/` and hands everything that lies there on to the
learners: https://nbgrader.readthedocs.io/en/stable/user_guide/creating_and_grading_assignments.html.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grading.assignment.notebook import FILE_NAME
from grading.unusable import Unusable
from helpers.exercises import EXERCISES
from helpers.notebook import CHECKS_FOLDER

SETTINGS = "nbgrader_config.py"
_RECORD = ".kit"
# What nbgrader and its exchange take for a name.
_NAME = re.compile(r"[\w][\w.-]*")
_CELL_TIMEOUT_S = 180


@dataclass(frozen=True)
class Written:
    """What became of a course folder.

    Attributes:
        assignment: where the notebook and the checks lie.
        changed: the files that were written anew, or for the first time.
        settings: nbgrader's settings, written now; None where the course had its own, which are left alone.
    """

    assignment: Path
    changed: tuple[Path, ...]
    settings: Path | None


def write_assignment(course: Path, folder: Path, assignment: str) -> Written:
    """Write the assignment, unless somebody changed there what an earlier call wrote.

    Args:
        course: the kit's course, with `solutions/` and `exercises/` as `kit build` left them.
        folder: the nbgrader course's; made where it is missing.
        assignment: the assignment's name in that course.

    Raises:
        Unusable: the name can't be one, the folder is a file or can't be written to, or files were changed.
    """
    if not _NAME.fullmatch(assignment):
        raise Unusable(
            f"{assignment!r} can't be an assignment's name: use letters, digits, '_', '-' and '.'."
        )
    if folder.exists() and not folder.is_dir():
        raise Unusable(f"{folder} is a file; expected the folder of an nbgrader course, or a new one.")
    target = folder / "source" / assignment
    contents = _contents(course)
    try:
        return _write(folder, target, contents, folder / _RECORD / f"{assignment}.json")
    except OSError as error:
        raise Unusable(f"{folder} can't be written to ({error}). Give a folder of your own.") from None


def _write(folder: Path, target: Path, contents: Mapping[str, bytes], record: Path) -> Written:
    _refuse_if_changed(target, contents, record)
    changed = [name for name, content in contents.items() if _read(target / name) != content]
    for name in changed:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(contents[name])
    record.parent.mkdir(exist_ok=True)
    digests = {name: _digest(content) for name, content in contents.items()}
    record.write_text(json.dumps(digests, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    settings = folder / SETTINGS
    is_new = not settings.exists()
    if is_new:
        settings.write_text(_settings(folder.resolve().name), encoding="utf-8")
    return Written(target, tuple(target / name for name in changed), settings if is_new else None)


def _contents(course: Path) -> dict[str, bytes]:
    """Everything that lies in the assignment's folder, by its name there."""
    exercises = course / "exercises"
    checks = [exercises / "pytest.ini", *(exercises / f"test_{exercise.file_name}" for exercise in EXERCISES)]
    data = sorted(path for path in (exercises / "data").iterdir() if path.suffix in (".json", ".npz"))
    return {
        FILE_NAME: (course / "solutions" / FILE_NAME).read_bytes(),
        **{
            f"{CHECKS_FOLDER}/{path.relative_to(exercises).as_posix()}": path.read_bytes()
            for path in (*checks, *data)
        },
    }


def _refuse_if_changed(target: Path, contents: Mapping[str, bytes], record: Path) -> None:
    try:
        digests = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        digests = {}
    for name, content in contents.items():
        present = _read(target / name)
        if present not in (None, content) and digests.get(name) != _digest(present or b""):
            raise Unusable(
                f"{target / name} was changed since the kit wrote it, and is not overwritten. "
                "Move it out of the way to get the kit's, or name another assignment with --assignment."
            )


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _settings(course_id: str) -> str:
    return f"""\
# Settings of this nbgrader course. The kit wrote this file once and does not touch it again.
c = get_config()

c.CourseDirectory.course_id = {course_id!r}

# Seconds that a cell may take, which nbgrader limits to 30. The longest trains a network: some 10 seconds,
# and more where several notebooks are graded at once.
c.Execute.timeout = {_CELL_TIMEOUT_S}
"""
