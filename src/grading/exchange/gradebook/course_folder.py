"""An nbgrader course: where its gradebook and its folders are, as the course's own settings say."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.exchange.gradebook.connection import require_nbgrader
from grading.unusable import Unusable

_SIGNS = ("nbgrader_config.py", "nbgrader_config.json", "gradebook.db", "source")
_LONGEST_ID = 128  # nbgrader/api.py: Student.id is a String(128)
_LONGEST_NAME_BYTES = 255


@dataclass(frozen=True)
class CourseFolder:
    """A course of nbgrader's.

    Attributes:
        root: its folder.
        db_url: where its gradebook is.
        course_id: the course's name in there.
        settings: its `nbgrader.coursedir.CourseDirectory`.
    """

    root: Path
    db_url: str
    course_id: str
    settings: Any

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Where a step of nbgrader's keeps an assignment.

        Args:
            step: `source`, `release`, `submitted` or `autograded`.
            student: the learner's id; `.` for what belongs to nobody.
            assignment: the assignment's name.
        """
        name = getattr(self.settings, f"{step}_directory")
        return Path(self.settings.format_path(name, student, assignment))


def open_course(root: Path) -> CourseFolder:
    """Read the settings of a course as nbgrader does: its own, the user's and the machine's.

    Raises:
        Unusable: it is no course, or its settings can't be read.
    """
    require_nbgrader()
    if not any((root / sign).exists() for sign in _SIGNS):
        given = "does not exist" if not root.exists() else "is no nbgrader course"
        raise Unusable(
            f"{root} {given}. Expected a folder with {', '.join(_SIGNS[:-1])} or {_SIGNS[-1]}/ in it, "
            f"such as `nbgrader quickstart NAME` makes. Give the course's folder."
        )
    from nbgrader.apps.baseapp import NbGrader

    app = NbGrader(log_level="CRITICAL")
    app.load_cwd_config = False
    app.raise_config_file_errors = True
    try:
        app.initialize([], root=str(root.resolve()))
    # The settings are a program: whatever it raises, it is the course's to mend.
    except (Exception, SystemExit) as error:
        raise Unusable(
            f"The settings of the course {root} can't be read ({type(error).__name__}: {error}). Mend its "
            "nbgrader_config.py; `nbgrader --help-all` lists what may stand there."
        ) from error
    settings = app.coursedir
    settings.root = str(root.resolve())
    # Without a name of its own, a course is called so by nbgrader's own commands; PostgreSQL asks for one.
    return CourseFolder(root, settings.db_url, settings.course_id or "default_course", settings)


def unfit(student: str) -> str | None:
    """Why a learner's id can't be one in nbgrader; None where it can."""
    if len(student) > _LONGEST_ID:
        return f"nbgrader's ids have {_LONGEST_ID} characters at most"
    if "/" in student or student in ("", ".", "..") or student != student.strip():
        return "nbgrader names a folder after each id, and no folder can be called so"
    try:
        encoded = os.fsencode(student)
        student.encode()
    except UnicodeEncodeError:
        return "it is no valid text"
    if len(encoded) > _LONGEST_NAME_BYTES or not student.isprintable():
        return "nbgrader names a folder after each id, and no folder can be called so"
    return None
