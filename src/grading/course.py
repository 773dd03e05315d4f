"""Where the course's own files are: exercises, solutions and hidden graders."""

from pathlib import Path

_PARTS = ("exercises", "graders", "solutions")


class CourseMissing(Exception):
    """No course files stand where they should; the message says where that is."""


def course_root() -> Path:
    """Folder that holds `exercises/`, `graders/` and `solutions/`.

    Returns:
        The checkout's top, or the course data inside the instructor's wheel.

    Raises:
        CourseMissing: neither is there.
    """
    package = Path(__file__).resolve().parent
    candidates = (package.parents[1], package / "course")
    for root in candidates:
        if all((root / part).is_dir() for part in _PARTS):
            return root
    raise CourseMissing(
        f"No folder with {', '.join(_PARTS)} was found in {' or '.join(map(str, candidates))}. "
        "Install the instructor's wheel, or work in a checkout of the kit."
    )
